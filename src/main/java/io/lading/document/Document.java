package io.lading.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A business document in the form all formats meet in. Each type is a record of plain records; a field that was not
 * given is null, a list that was not given is empty. Immutable.
 */
public sealed interface Document
        permits ApplicationResponse,
                Catalogue,
                DespatchAdvice,
                Forecast,
                InventoryReport,
                Invoice,
                Order,
                OrderChange,
                OrderResponse,
                Quotation,
                ReceiptAdvice,
                RemittanceAdvice,
                RequestForQuotation,
                SalesReport,
                TransportStatus {

    /** The type's name, as agreements and maps write it: {@code Order}. */
    String type();

    /** The number its sender gave it. */
    String number();

    /** What is asked of a document of this number: original, replace, cancellation and so on. */
    @Nullable
    String purpose();

    /** What sort of document it is, as a word of its table or the standard and its code. */
    default @Nullable String kind() {
        return null;
    }

    /** When its sender made it. */
    @Nullable
    Moment issued();

    /** Other numbers, each under its code. */
    List<Reference> references();

    /** ISO 4217 code of its amounts. */
    default @Nullable String currency() {
        return null;
    }

    /** The contract or agreement it is made under. */
    default @Nullable String contract() {
        return null;
    }

    /** The one order it belongs to. */
    default @Nullable OrderReference order() {
        return null;
    }

    /** The orders it belongs to, if they can be several. */
    default List<DespatchOrder> orders() {
        return List.of();
    }

    /** Its lines, of whatever kind. */
    default List<?> lines() {
        return List.of();
    }

    /** All numbers in its header, its own first, by which it may be looked for. */
    default List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        numbers.add(number());
        OrderReference order = order();
        if (order != null) {
            add(numbers, order.number());
        }
        orders().forEach(each -> add(numbers, each.number()));
        references().forEach(reference -> add(numbers, reference.id()));
        add(numbers, contract());
        return numbers.stream().distinct().toList();
    }

    private static void add(List<String> numbers, @Nullable String number) {
        if (number != null) {
            numbers.add(number);
        }
    }
}
