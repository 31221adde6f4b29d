"""A partner's program, by python3-zeep: submits, repeats, asks, signs in wrongly. Prints one line for each."""
import sys

from zeep import Client
from zeep.exceptions import Fault
from zeep.wsse.username import UsernameToken

address, user, password, file = sys.argv[1:]
payload = open(file, "rb").read()


def client(given):
    return Client(address + "?wsdl", wsse=UsernameToken(user, given))


service = client(password).service
first = service.SubmitInterchange(idempotencyKey="zeep-1", fileName="order.x12", payload=payload)
print("submitted", first.transmission, first.repeated)
again = service.SubmitInterchange(idempotencyKey="zeep-1", payload=payload)
print("repeated", again.transmission == first.transmission, again.repeated)
try:
    service.SubmitInterchange(idempotencyKey="zeep-1", payload=b"other")
except Fault as fault:
    print("reused", fault.message, "|", "KEY_REUSED" in "".join(fault.detail.itertext()))
status = service.GetStatus(transmission=first.transmission)
status = status[0] if isinstance(status, list) else status
print("status", status.transmission == first.transmission, status.state)
try:
    client("wrong").service.GetStatus(number="PO-1")
except Fault as fault:
    print("refused", fault.code, "|", fault.message)
