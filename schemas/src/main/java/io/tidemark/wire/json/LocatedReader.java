package io.tidemark.wire.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one file of the service's into values that know their place; all that is wrong with it names the place. */
final class LocatedReader {
    private static final String REPAIR =
            "take the file as it was written, or make it anew with tidemark baseline --service-files";

    private final String source;

    LocatedReader(String source) {
        this.source = source;
    }

    /** Reads a file that is one object. */
    Located.Fields read(InputStream in) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(in)) {
            if (json.nextToken() == null) {
                throw new UnreadableServiceFileException(source, "is empty: " + REPAIR, null);
            }
            Located value = value(json);
            if (json.nextToken() != null) {
                throw refused(placeOf(json.currentTokenLocation()), "the file goes on after its end");
            }
            return fields(value, "the file");
        } catch (JsonEOFException e) {
            throw broken("ends too early at ", e);
        } catch (JsonProcessingException e) {
            throw broken("is not JSON at ", e);
        }
    }

    private UnreadableServiceFileException broken(String what, JsonProcessingException e) {
        return new UnreadableServiceFileException(
                source, what + placeOf(e.getLocation()) + ": " + e.getOriginalMessage() + ": " + REPAIR, e);
    }

    private static Located value(JsonParser json) throws IOException {
        Located.Place place = placeOf(json.currentTokenLocation());
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(json, place);
        }
        if (token == JsonToken.START_ARRAY) {
            return array(json, place);
        }
        return token == JsonToken.VALUE_STRING
                ? new Located.Text(place, json.getText())
                : new Located.Literal(place, json.getText(), token.isNumeric());
    }

    private static Located object(JsonParser json, Located.Place place) throws IOException {
        Map<String, Located> byKey = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            byKey.put(key, value(json));
        }
        return new Located.Fields(place, byKey);
    }

    private static Located array(JsonParser json, Located.Place place) throws IOException {
        double[] numbers = new double[8];
        int count = 0;
        List<Located> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (items.isEmpty() && json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = json.getDoubleValue();
                continue;
            }
            for (int i = 0; i < count; i++) {
                items.add(new Located.Literal(place, Double.toString(numbers[i]), true));
            }
            count = 0;
            items.add(value(json));
        }
        return count == 0 ? new Located.Items(place, items) : new Located.Numbers(place, Arrays.copyOf(numbers, count));
    }

    /** Takes the value as an object. */
    Located.Fields fields(Located value, String what) {
        if (value instanceof Located.Fields fields) {
            return fields;
        }
        throw refused(value.place(), what + " is no object");
    }

    /** Returns an inner object, or null if the key is absent or null. */
    Located.@Nullable Fields optionalFields(Located.Fields of, String key) {
        Located value = present(of, key);
        return value == null ? null : fields(value, key);
    }

    Located.Fields requiredFields(Located.Fields of, String key) {
        return fields(required(of, key), key);
    }

    /** Returns the items of an array, none if the key is absent or null. */
    List<Located> items(Located.Fields of, String key) {
        Located value = present(of, key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Located.Items items) {
            return items.items();
        }
        throw refused(value.place(), key + " is not an array of the expected kind");
    }

    String text(Located.Fields of, String key) {
        return text(required(of, key), key);
    }

    String text(Located value, String what) {
        if (value instanceof Located.Text text) {
            return text.text();
        }
        throw refused(value.place(), what + " is not a text");
    }

    @Nullable
    String optionalText(Located.Fields of, String key) {
        Located value = present(of, key);
        return value == null ? null : text(value, key);
    }

    @Nullable
    Boolean optionalFlag(Located.Fields of, String key) {
        Located value = present(of, key);
        if (value == null) {
            return null;
        }
        if (value instanceof Located.Literal literal && !literal.isNumber()) {
            return literal.spelling().equals("true");
        }
        throw refused(value.place(), key + " is neither true nor false");
    }

    /** Returns Enabled as true and Disabled as false. */
    @Nullable
    Boolean optionalSwitch(Located.Fields of, String key) {
        Located value = present(of, key);
        if (value == null) {
            return null;
        }
        String text = text(value, key);
        if (!text.equals("Enabled") && !text.equals("Disabled")) {
            throw refused(value.place(), key + " = '" + text + "' is neither Enabled nor Disabled");
        }
        return text.equals("Enabled");
    }

    @Nullable
    Double optionalNumber(Located.Fields of, String key) {
        Located value = present(of, key);
        return value == null ? null : number(value, key);
    }

    /** Returns a number, NaN if the key is absent or null. */
    double numberOrNaN(Located.Fields of, String key) {
        Double number = optionalNumber(of, key);
        return number == null ? Double.NaN : number;
    }

    /** Returns a number or one of the texts NaN, Infinity and -Infinity; NaN if the key is absent or null. */
    double figureOrNaN(Located.Fields of, String key) {
        Located value = present(of, key);
        if (value instanceof Located.Text text) {
            return switch (text.text()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw refused(value.place(), key + " = '" + text.text() + "' is no number");
            };
        }
        return value == null ? Double.NaN : number(value, key);
    }

    double number(Located value, String what) {
        if (value instanceof Located.Literal literal && literal.isNumber()) {
            return Double.parseDouble(literal.spelling());
        }
        throw refused(value.place(), what + " is not a number");
    }

    /** Returns a whole number from 0 up, however it is spelled. */
    long count(Located.Fields of, String key) {
        Located value = required(of, key);
        double number = number(value, key);
        if (number < 0 || number != Math.rint(number) || number > 1L << 53) {
            throw refused(value.place(), key + " = " + number + " is not a whole number from 0 up");
        }
        return (long) number;
    }

    double[] numbers(Located value, String what) {
        if (value instanceof Located.Numbers numbers) {
            return numbers.numbers();
        }
        if (value instanceof Located.Items items) {
            return items.items().stream()
                    .mapToDouble(item -> number(item, what))
                    .toArray();
        }
        throw refused(value.place(), what + " is not an array of numbers");
    }

    double @Nullable [] optionalNumbers(Located.Fields of, String key) {
        Located value = present(of, key);
        return value == null ? null : numbers(value, key);
    }

    private Located required(Located.Fields of, String key) {
        Located value = present(of, key);
        if (value == null) {
            throw refused(of.place(), "the object has no " + key);
        }
        return value;
    }

    private static @Nullable Located present(Located.Fields of, String key) {
        Located value = of.byKey().get(key);
        return value instanceof Located.Literal literal && literal.isNull() ? null : value;
    }

    UnreadableServiceFileException refused(Located.Place place, String problem) {
        return new UnreadableServiceFileException(source, place + ": " + problem + ": " + REPAIR, null);
    }

    private static Located.Place placeOf(@Nullable JsonLocation location) {
        return location == null
                ? new Located.Place(1, 1)
                : new Located.Place(location.getLineNr(), location.getColumnNr());
    }
}
