package io.lading.cli.simulate;

import io.lading.transport.queue.QueueClient;
import java.io.IOException;

/** An ERP or partner at the hub's broker. */
record QueueSide(QueueClient client, String address) implements Side {
    @Override
    public String send(Letter letter) throws IOException {
        client.send(address, letter.body(), letter.key());
        return "put into " + address;
    }

    @Override
    public void close() {
        client.close();
    }
}
