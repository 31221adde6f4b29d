package io.lading.routing.process;

import io.lading.partner.Community;
import io.lading.partner.ReceivingAgreement;
import io.lading.partner.SendingAgreement;
import io.lading.tracking.Ids;
import java.time.Clock;
import java.util.List;

/** Decides where each document goes. */
public final class DecideStage {
    private final Ids ids;
    private final Clock clock;

    public DecideStage(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The stage: called once for a batch. */
    public void decide(Batch batch) {
        Community now = batch.knowledge().community();
        batch.openSets().forEach(set -> {
            ReceivingAgreement agreement = set.agreement();
            if (agreement != null) {
                List<SendingAgreement> destinations = now.destinations(agreement);
                set.documents().forEach(document -> decide(now, document, destinations));
            }
            set.reached(Stage.DECIDED);
        });
        batch.passed(Stage.DECIDED, clock.instant());
    }

    private void decide(Community now, DocumentDraft document, List<SendingAgreement> destinations) {
        for (SendingAgreement destination : destinations) {
            if (!destination.document().equals(document.document().type())) {
                continue; // An event subscription; events are written when the steps they tell of are taken.
            }
            DeliveryDraft delivery = new DeliveryDraft(ids.next(), document, destination);
            document.deliveries().add(delivery);
            holdIfNotAllowed(now, document, delivery);
        }
    }

    /** A test document never reaches a production destination, and a production endpoint refuses a hub that is not. */
    private static void holdIfNotAllowed(Community now, DocumentDraft document, DeliveryDraft delivery) {
        now.connection(delivery.agreement().through())
                .flatMap(connection -> now.refusal(
                        connection,
                        document.set().group().interchange().header().usage()))
                .ifPresent(delivery::hold);
    }
}
