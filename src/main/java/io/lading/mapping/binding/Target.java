package io.lading.mapping.binding;

import io.lading.document.Draft;
import io.lading.document.FieldPath;
import io.lading.document.Shape;
import io.lading.interchange.FindingCode;
import io.lading.interchange.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which record a segment's rules fill, and are written from. Immutable. */
sealed interface Target permits GroupTarget, GroupTarget.Lines, Target.Same, Target.Further, Target.ByRole {

    /** The shape of the record, given that of the surrounding loop's. */
    Shape shape(Shape around);

    /** The draft to fill, told a trail of if there is one. */
    Draft open(Reading in, int segment, Draft around);

    /** True if {@link #open} entered a record that a trail must leave again. */
    default boolean isOwnRecord() {
        return true;
    }

    /** The record around the one that is filled, for what a segment says about that. */
    default Draft around(Reading in, Draft draft) {
        return draft;
    }

    void write(Writing out, Object around, SegmentRule rule);

    /** True if a segment would be written. */
    boolean hasValue(Object around, SegmentRule rule);

    /** The record of the surrounding loop, or the document. */
    record Same() implements Target {
        @Override
        public Shape shape(Shape around) {
            return around;
        }

        @Override
        public Draft open(Reading in, int segment, Draft around) {
            return around;
        }

        @Override
        public boolean isOwnRecord() {
            return false;
        }

        @Override
        public void write(Writing out, Object around, SegmentRule rule) {
            if (rule.hasValue(around)) {
                rule.writeOne(out, around, null);
            }
        }

        @Override
        public boolean hasValue(Object around, SegmentRule rule) {
            return rule.hasValue(around);
        }
    }

    /**
     * A further record of a list.
     *
     * @param from the first that is written; 1 if other rules write the list's first
     */
    record Further(FieldPath list, int from) implements Target {
        @Override
        public Shape shape(Shape around) {
            return list.leaf().shape();
        }

        @Override
        public Draft open(Reading in, int segment, Draft around) {
            Draft holder = list.holder(around);
            if (in.trail != null) {
                in.trail.enter(list + "[" + holder.count(list.leaf().index()) + "]");
            }
            return holder.addRecord(list.leaf());
        }

        @Override
        public void write(Writing out, Object around, SegmentRule rule) {
            List<?> items = list.list(around);
            for (int i = from; i < items.size(); i++) {
                if (rule.list().takes(items.get(i))) {
                    out.enter(list, i);
                    out.around = around;
                    rule.writeOne(out, items.get(i), null);
                    out.leave();
                }
            }
        }

        @Override
        public boolean hasValue(Object around, SegmentRule rule) {
            return list.list(around).size() > from;
        }
    }

    /**
     * A record chosen by a qualifier; other qualifiers, and a second record for the same field, are kept in a list under
     * their code.
     *
     * @param element that holds the qualifier
     * @param code the list's field that keeps the qualifier
     * @param lookup the table that the qualifier goes through; null if it is kept as it is
     */
    record ByRole(
            int element,
            List<Role> roles,
            @Nullable FieldPath others,
            int code,
            @Nullable Lookup lookup) implements Target {
        @Override
        public Shape shape(Shape around) {
            FieldPath any = others == null ? roles.get(0).field() : others;
            return any.leaf().shape();
        }

        @Override
        public Draft open(Reading in, int segment, Draft around) {
            int token = in.present(segment, element, 1);
            for (int i = 0; token >= 0 && i < roles.size(); i++) {
                Role role = roles.get(i);
                if (role.isCalled(in, token) && !role.field().isSet(around)) {
                    in.use(token);
                    if (in.trail != null) {
                        in.trail.enter(role.field().toString());
                    }
                    return role.field().holder(around).child(role.field().leaf());
                }
            }
            return other(in, segment, token, around);
        }

        private Draft other(Reading in, int segment, int token, Draft around) {
            if (others == null) {
                throw new IllegalStateException("The rule takes only the qualifiers it names.");
            }
            Draft draft = new Further(others, 0).open(in, segment, around);
            if (token >= 0) {
                in.use(token);
                String role = in.text(token);
                String kept = lookup == null ? role : lookup.read(in, segment, token, role, "role");
                if (kept != null) {
                    draft.set(code, kept);
                }
                in.trace(null, "role", segment, token);
            }
            return draft;
        }

        /** True if there is a record for the segment: a qualifier with a field that is still free, or the list of others. */
        boolean takes(Reading in, int segment, Draft around) {
            if (others != null) {
                return true;
            }
            int token = in.present(segment, element, 1);
            for (Role role : roles) {
                if (token >= 0 && role.isCalled(in, token) && !role.field().isSet(around)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void write(Writing out, Object around, SegmentRule rule) {
            for (Role role : roles) {
                Object record = role.field().get(around);
                if (record != null) {
                    out.enter(role.field(), -1);
                    rule.writeOne(
                            out,
                            record,
                            new SegmentRule.Role(element, role.code().first(), null));
                    out.leave();
                }
            }
            List<?> items = others == null ? List.of() : others.list(around);
            for (int i = 0; i < items.size(); i++) {
                writeOther(out, items.get(i), i, rule);
            }
        }

        private void writeOther(Writing out, Object item, int index, SegmentRule rule) {
            Object role = Shape.of(item.getClass()).fields().get(code).get(item);
            if (role == null) {
                String path = others + "[" + index + "].role";
                out.report(FindingCode.FIELD_MISSING, Severity.ERROR, element, path, "a role, to write as a code", "");
                return;
            }
            String path = others + "[" + index + "].role";
            if (lookup != null && !lookup.isWritable(out, element, role.toString(), path)) {
                return;
            }
            String qualifier = lookup == null ? role.toString() : lookup.write(out, element, role.toString(), path);
            out.enter(others, index);
            rule.writeOne(
                    out, item, qualifier == null ? null : new SegmentRule.Role(element, qualifier, role.toString()));
            out.leave();
        }

        @Override
        public boolean hasValue(Object around, SegmentRule rule) {
            for (Role role : roles) {
                if (role.field().get(around) != null) {
                    return true;
                }
            }
            return others != null && !others.list(around).isEmpty();
        }
    }

    /** One qualifier or several that mean the same; the first is the one written. */
    record Role(Qualifier code, FieldPath field) {
        boolean isCalled(Reading in, int token) {
            return code.isAt(in, token);
        }
    }
}
