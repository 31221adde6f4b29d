package io.lading.document;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a document record consists of, found out once by reflection, so that maps, JSON and JSON Schema need no code per
 * type. Reading a field or making a record afterwards costs a call, not reflection. Thread-safe.
 */
public final class Shape {

    /** What a field can hold. */
    public enum Kind {
        TEXT,
        DECIMAL,
        MOMENT,
        RECORD,
        /** A list of texts. */
        TEXTS,
        /** A list of records. */
        RECORDS
    }

    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();
    private final Class<?> type;

    private final List<Field> fields;
    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final MethodHandle maker;

    private Shape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        Field[] found = new Field[components.length];
        for (int i = 0; i < components.length; i++) {
            found[i] = field(components[i], i);
            byName.put(found[i].name(), found[i]);
        }
        fields = List.of(found);
        maker = maker(type, components);
    }

    /** The shape of a record type of this package. */
    public static Shape of(Class<?> type) {
        Shape known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record; documents consist of records.");
        }
        Shape made = new Shape(type);
        Shape earlier = KNOWN.putIfAbsent(type, made);
        return earlier == null ? made : earlier;
    }

    /** The shape of the document type with this name, or null if there is none. */
    public static @Nullable Shape ofDocument(String name) {
        for (Class<?> permitted : Document.class.getPermittedSubclasses()) {
            if (permitted.getSimpleName().equals(name)) {
                return of(permitted);
            }
        }
        return null;
    }

    /** The names of all document types. */
    public static List<String> documentNames() {
        return Arrays.stream(Document.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    public String name() {
        return type.getSimpleName();
    }

    /** In the order of the record. */
    public List<Field> fields() {
        return fields;
    }

    public @Nullable Field field(String name) {
        return byName.get(name);
    }

    public Set<String> fieldNames() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /** Makes the record of values in field order; lists must be given as lists. */
    Object make(@Nullable Object[] values) {
        try {
            return maker.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The constructor of " + type.getName() + " must not throw.", e);
        }
    }

    /** A record like another but for one field. */
    public Object with(Object record, Field changed, Object value) {
        @Nullable Object[] values = new Object[fields.size()];
        for (Field field : fields) {
            values[field.index()] = field.index() == changed.index() ? value : field.get(record);
        }
        return make(values);
    }

    @Override
    public String toString() {
        return name();
    }

    /**
     * One field of a record.
     *
     * @param record type of the record, or of the list's records; null for other kinds
     * @param required true if a record without it cannot be made
     */
    public record Field(
            String name,
            int index,
            Kind kind,
            @Nullable Class<?> record,
            boolean required,
            String meaning,
            Function<Object, @Nullable Object> getter) {

        public boolean isList() {
            return kind == Kind.TEXTS || kind == Kind.RECORDS;
        }

        /** The field's value in a record; null, or an empty list, if it was not given. */
        public @Nullable Object get(Object holder) {
            return getter.apply(holder);
        }

        /** True if a record holds something in this field. */
        public boolean isPresent(Object holder) {
            Object value = getter.apply(holder);
            return value instanceof List<?> list ? !list.isEmpty() : value != null;
        }

        /** Shape of the record, or of the list's records. */
        public Shape shape() {
            if (record == null) {
                throw new IllegalStateException("The field " + name + " holds no record.");
            }
            return Shape.of(record);
        }
    }

    private static Field field(RecordComponent component, int index) {
        Kind kind = kind(component.getType());
        Class<?> record = kind == Kind.RECORD ? component.getType() : null;
        if (kind == Kind.RECORDS) {
            Type item = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            kind = item == String.class ? Kind.TEXTS : Kind.RECORDS;
            record = item == String.class ? null : (Class<?>) item;
        }
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean list = kind == Kind.TEXTS || kind == Kind.RECORDS;
        Meaning meaning = component.getAnnotation(Meaning.class);
        String words = meaning == null ? "" : meaning.value();
        return new Field(component.getName(), index, kind, record, !nullable && !list, words, getter(component));
    }

    private static Kind kind(Class<?> type) {
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == BigDecimal.class) {
            return Kind.DECIMAL;
        }
        if (type == Moment.class) {
            return Kind.MOMENT;
        }
        if (type.isRecord()) {
            return Kind.RECORD;
        }
        if (type == List.class) {
            return Kind.RECORDS;
        }
        throw new IllegalArgumentException("A document field cannot be a " + type.getName()
                + "; use String, BigDecimal, Moment, a record, or a list of records or strings.");
    }

    @SuppressWarnings("unchecked") // The lambda is spun for exactly this signature.
    private static Function<Object, @Nullable Object> getter(RecordComponent component) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            MethodHandle accessor = lookup.unreflect(component.getAccessor());
            return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            accessor,
                            accessor.type())
                    .getTarget()
                    .invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The field " + component.getName() + " cannot be read.", e);
        }
    }

    private static MethodHandle maker(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return MethodHandles.lookup()
                    .findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The record " + type.getName() + " must have its plain constructor.", e);
        }
    }
}
