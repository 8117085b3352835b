package io.tidemark.core.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Numbers of a JSON array in a given order, or of an object by given names. It never throws on what it reads. */
final class NestedNumbers {
    private static final double[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();
    private final ClassIndex names;

    /** What the numbers stand for, in the order in which they are wanted. */
    NestedNumbers(List<String> names) {
        this.names = new ClassIndex(names);
    }

    /** How many numbers are wanted. */
    int size() {
        return names.classes().size();
    }

    /** Whether a field's text can hold several numbers at all. */
    static boolean isNested(byte[] text, int from, int to) {
        return from < to && (text[from] == '[' || text[from] == '{');
    }

    /** As many finite numbers as there are names, or nothing. */
    double[] read(byte[] text, int from, int to) {
        try (JsonParser parser = json.createParser(text, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                return whole(parser, readArray(parser));
            }
            return first == JsonToken.START_OBJECT ? whole(parser, readObject(parser)) : NOTHING;
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static double[] whole(JsonParser parser, double[] numbers) throws IOException {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return NOTHING;
            }
        }
        return parser.nextToken() == null ? numbers : NOTHING;
    }

    private double[] readArray(JsonParser parser) throws IOException {
        double[] numbers = unknown();
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (size == numbers.length || !isNumber(parser)) {
                return new double[] {Double.NaN};
            }
            numbers[size++] = parser.getDoubleValue();
        }
        return numbers;
    }

    private double[] readObject(JsonParser parser) throws IOException {
        double[] numbers = unknown();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int name = names.find(parser.currentName());
            parser.nextToken();
            if (!isNumber(parser)) {
                return new double[] {Double.NaN};
            }
            if (name >= 0) {
                numbers[name] = parser.getDoubleValue();
            }
        }
        return numbers;
    }

    private double[] unknown() {
        double[] numbers = new double[names.classes().size()];
        Arrays.fill(numbers, Double.NaN);
        return numbers;
    }

    private static boolean isNumber(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }
}
