package io.lading.partner;

import java.util.List;

/** The canonical documents an agreement can be about, named as in UBL. */
final class DocumentNames {

    /** The subscription to what happens to documents; not a document itself. */
    static final String EVENT = "Event";

    static final List<String> DOCUMENTS = List.of(
            "Order",
            "OrderResponse",
            "OrderChange",
            "DespatchAdvice",
            "ReceiptAdvice",
            "InventoryReport",
            "SalesReport",
            "Forecast",
            "Invoice",
            "RemittanceAdvice",
            "Catalogue",
            "RequestForQuotation",
            "Quotation",
            "TransportStatus",
            "ApplicationResponse");

    private DocumentNames() {}
}
