package io.tidemark.baseline;

import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.Numeric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is odd about training data that was accepted, in words for its owner. */
final class BaselineWarnings {
    /** Fewer rows give limits so wide that hardly any change is beyond them. */
    private static final long FEW_ROWS = 1_000;

    private final List<String> list = new ArrayList<>();

    BaselineWarnings(long rows) {
        if (rows < FEW_ROWS) {
            list.add("only " + count(rows, "row") + ": below " + grouped(FEW_ROWS)
                    + " a baseline knows little of what is usual, and changes are found late");
        }
    }

    List<String> list() {
        return list;
    }

    /** Adds what is to be said about a column. */
    void look(TrainingTable.Column column, FeatureBaseline feature, ColumnCounter counter) {
        String name = "column \"" + column.name() + "\"";
        ColumnCounter.Place place = counter.firstMalformed();
        if (feature.type() == FeatureType.UNKNOWN) {
            list.add(name + " has no value in any row: --ignore " + quoted(column.name()) + " leaves it out");
        } else if (counter instanceof CategoryCounter texts) {
            lookAtTexts(column, texts, place);
        } else if (place != null) {
            long malformed = counter.readings().of(Numeric.MALFORMED);
            list.add(name + " holds " + count(malformed, "value") + " that " + (malformed == 1 ? "is" : "are")
                    + " no number, the first in " + where(place)
                    + (column.type() == null
                            ? ": counted as malformed, since more than 99 % are numbers"
                            : ": counted as malformed, since its type is set"));
        }
    }

    private void lookAtTexts(TrainingTable.Column column, CategoryCounter texts, ColumnCounter.@Nullable Place place) {
        String name = "column \"" + column.name() + "\"";
        if (place != null) {
            list.add(name + " holds " + count(texts.malformed(), "value") + " not in UTF-8, the first in "
                    + where(place) + ": counted as malformed; save the file as UTF-8");
        }
        if (texts.isBeyond()) {
            list.add(name + " has more different values than are kept (an identifier?): values that are new cannot be"
                    + " told; --ignore " + quoted(column.name()) + " leaves it out");
        }
        Readings readings = texts.readings();
        if (column.type() == null && readings.present() == readings.of(Numeric.NAN)) {
            list.add(name + " holds only NaN: if that stands for a missing value, add --missing and its spelling");
        }
    }

    private static String where(ColumnCounter.Place place) {
        return place.file() + ":" + place.line();
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z0-9_.-]+") ? name : "\"" + name + "\"";
    }

    private static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
