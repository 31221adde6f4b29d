package io.lading.routing.process;

import io.lading.partner.SendingAgreement;
import io.lading.routing.deliver.Dispatch;
import org.jspecify.annotations.Nullable;

/** What must go out one after another: by default the documents about one order to one destination. */
final class OrderKeys {
    private OrderKeys() {}

    static @Nullable Long of(DeliveryDraft delivery) {
        SendingAgreement agreement = delivery.agreement();
        DocumentDraft document = delivery.document();
        return switch (agreement.order()) {
            case NONE -> null;
            case PER_DESTINATION, IN_ORDER -> Dispatch.orderKey(agreement.through(), "");
            case PER_ORDER ->
                Dispatch.orderKey(
                        agreement.through(),
                        document.set().transmission().facts().partner()
                                + '\n'
                                + document.document().number());
        };
    }
}
