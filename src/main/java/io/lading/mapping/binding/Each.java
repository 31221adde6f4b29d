package io.lading.mapping.binding;

import io.lading.document.Document;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.mapping.Lineage;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of which each document has one record, so that a set with several is several documents: an 824 judges many
 * documents, and each judgement goes its own way. Immutable.
 */
record Each(FieldPath list) {

    /** As many as the list has records; the document itself if it has none or one. */
    List<Document> documents(Document whole) {
        List<?> records = list.list(whole);
        if (records.size() < 2) {
            return List.of(whole);
        }
        Shape shape = Shape.of(whole.getClass());
        List<Document> documents = new ArrayList<>(records.size());
        for (Object record : records) {
            documents.add((Document) shape.with(whole, list.leaf(), List.of(record)));
        }
        return documents;
    }

    /** What was read for the set as a whole, told for each of its documents. */
    List<Lineage.Entry> lineage(List<Lineage.Entry> whole) {
        int documents = 1;
        for (Lineage.Entry entry : whole) {
            documents = Math.max(documents, index(entry.field()) + 1);
        }
        List<Lineage.Entry> all = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            for (Lineage.Entry entry : whole) {
                int index = index(entry.field());
                if (index < 0 || index == i) {
                    all.add(entry.of(i, index < 0 ? entry.field() : first(entry.field())));
                }
            }
        }
        return all;
    }

    /** Which record of the list a field is in; -1 if in none. */
    private int index(String field) {
        String opening = list + "[";
        return field.startsWith(opening) ? Integer.parseInt(field.substring(opening.length(), field.indexOf(']'))) : -1;
    }

    private String first(String field) {
        return list + "[0" + field.substring(field.indexOf(']'));
    }
}
