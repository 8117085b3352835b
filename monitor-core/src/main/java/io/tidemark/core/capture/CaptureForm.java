package io.tidemark.core.capture;

import io.tidemark.core.canonical.CanonicalOutput;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How captured payloads become rows, and which of them are counted. It is part of a monitor's configuration and of its
 * identity, because another form of reading gives other counts.
 *
 * @param attributes where features, predictions and labels stand in payloads that are no plain rows
 * @param columns names of unnamed fields, and fields left out
 * @param fields what may be known of the fields
 * @param filter which records are counted
 * @param strictEncodings whether a record whose sides have different encodings is refused
 */
public record CaptureForm(
        CaptureAttributes attributes,
        RowColumns columns,
        FieldPolicy fields,
        CaptureFilter filter,
        boolean strictEncodings) {

    /** Plain rows, all fields, all records. */
    public static final CaptureForm DEFAULT =
            new CaptureForm(CaptureAttributes.NONE, RowColumns.NONE, FieldPolicy.NONE, CaptureFilter.ALL, false);

    private static final int VERSION = 1;

    /** Returns this form with other attributes. */
    public CaptureForm withAttributes(CaptureAttributes other) {
        return new CaptureForm(other, columns, fields, filter, strictEncodings);
    }

    /** Returns this form with other columns. */
    public CaptureForm withColumns(RowColumns other) {
        return new CaptureForm(attributes, other, fields, filter, strictEncodings);
    }

    /** Returns this form with another policy. */
    public CaptureForm withFields(FieldPolicy other) {
        return new CaptureForm(attributes, columns, other, filter, strictEncodings);
    }

    /** Returns this form with another filter. */
    public CaptureForm withFilter(CaptureFilter other) {
        return new CaptureForm(attributes, columns, fields, other, strictEncodings);
    }

    /** Returns this form, strict about encodings or not. */
    public CaptureForm withStrictEncodings(boolean strict) {
        return new CaptureForm(attributes, columns, fields, filter, strict);
    }

    /** Returns whether this is {@link #DEFAULT}, which leaves no trace in a configuration's identity. */
    public boolean isDefault() {
        return equals(DEFAULT);
    }

    /** Returns the names of columns whose fields are kept, in their order. */
    public List<String> keptColumns() {
        List<String> names = columns.names();
        return IntStream.range(0, names.size())
                .filter(place -> fields.keeps(names.get(place)) && !columns.excludes(names.get(place), place))
                .mapToObj(names::get)
                .toList();
    }

    /** Writes the canonical form. The key of hashed fields stands in it as its fingerprint. */
    public void writeTo(CanonicalOutput out) {
        out.putByte(VERSION).putByte(strictEncodings ? 1 : 0);
        attributes.writeTo(out);
        columns.writeTo(out);
        fields.writeTo(out);
        filter.writeTo(out);
    }

    /** Each text once, in the order of its characters. */
    static List<String> sorted(List<String> texts) {
        return texts.stream().distinct().sorted().toList();
    }

    static void writeTexts(List<String> texts, CanonicalOutput out) {
        out.putInt(texts.size());
        texts.forEach(out::putText);
    }
}
