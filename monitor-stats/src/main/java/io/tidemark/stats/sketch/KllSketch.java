package io.tidemark.stats.sketch;

import java.util.ArrayList;
import java.util.List;

/**
 * A quantile sketch without chance, as Deequ 2.0.2 builds it: after Karnin, Lang and Liberty (2016, arXiv:1603.05346) with
 * fixed capacities and alternating offsets. An item on level h stands for 2^h values.
 *
 * <p>The state depends on the order of the values, and that of a merge on the order of merging. Equal streams in the same
 * order give equal sketches, bit for bit. For counts that do not depend on order use a grid.
 *
 * <p>Memory: at most about 5,700 numbers for the usual size and up to 2^40 values; a short stream takes what its values
 * take. Mutable, not thread-safe.
 */
public final class KllSketch {
    /** Deequ's parameter k of statistics files. */
    public static final double USUAL_SIZE = 2048;

    /** Deequ's parameter c of statistics files. */
    public static final double USUAL_SHRINKING = 0.64;

    private static final int MOST_LEVELS = 62;

    private final double size;
    private final double shrinking;
    private final List<Level> levels = new ArrayList<>();
    private final Level lowest;
    private long totalCapacity;
    private int items;

    /** Returns an empty sketch of the usual parameters. */
    public KllSketch() {
        this(USUAL_SIZE, USUAL_SHRINKING);
    }

    /**
     * Returns an empty sketch.
     *
     * @param size k, how many items level 0 holds, in [1, 2^20]
     * @param shrinking c, by what factor each higher level is smaller, in (0, 1]
     */
    public KllSketch(double size, double shrinking) {
        if (!(size >= 1 && size <= 1 << 20)) {
            throw new IllegalArgumentException("sketch size k = " + size + " is not in [1, 1048576]");
        }
        if (!(shrinking > 0 && shrinking <= 1)) {
            throw new IllegalArgumentException("sketch shrinking factor c = " + shrinking + " is not in (0, 1]");
        }
        this.size = size;
        this.shrinking = shrinking;
        this.lowest = new Level(capacity(0));
        append(lowest);
    }

    /**
     * Returns a sketch that holds these items. What a file does not say, how often each level was compacted, begins anew:
     * ranks and distances are those of the written sketch, and adding further values may give other items than the
     * original would have.
     *
     * @param size k
     * @param shrinking c
     * @param items level 0 first; no level at all is the same as an empty one
     */
    public static KllSketch ofLevels(double size, double shrinking, List<double[]> items) {
        if (items.size() > MOST_LEVELS) {
            throw new IllegalArgumentException("sketch levels = " + items.size() + " is above " + MOST_LEVELS);
        }
        KllSketch sketch = new KllSketch(size, shrinking);
        for (int h = 0; h < items.size(); h++) {
            if (h == sketch.levels.size()) {
                sketch.addLevel();
            }
            for (double item : items.get(h)) {
                requireFinite(item);
                sketch.levels.get(h).add(item);
                sketch.items++;
            }
        }
        return sketch;
    }

    /** Adds a finite value; negative zero is taken as zero. Hot path. */
    public void add(double value) {
        requireFinite(value);
        lowest.add(value + 0.0);
        items++;
        if (items > totalCapacity) {
            condense();
        }
    }

    /**
     * Adds the first values of an array, as {@link #add} does one by one.
     *
     * @param values finite values; left as they are
     * @param count how many of them
     */
    public void addAll(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            add(values[i]);
        }
    }

    /** Adds what the other holds, level by level. The other stays as it is; the result depends on which comes first. */
    public void addAll(KllSketch other) {
        if (other.size != size || other.shrinking != shrinking) {
            throw new IllegalArgumentException("sketches of different parameters: k = " + size + ", c = " + shrinking
                    + " and k = " + other.size + ", c = " + other.shrinking);
        }
        while (levels.size() < other.levels.size()) {
            addLevel();
        }
        for (int h = 0; h < other.levels.size(); h++) {
            levels.get(h).addAll(other.levels.get(h));
        }
        items += other.items;
        while (items >= totalCapacity) {
            condense();
        }
    }

    /** Returns the number of values that were added: the weight of all items. */
    public long count() {
        long count = 0;
        for (int h = 0; h < levels.size(); h++) {
            count += (long) levels.get(h).size() << h;
        }
        return count;
    }

    /** Returns k. */
    public double size() {
        return size;
    }

    /** Returns c. */
    public double shrinking() {
        return shrinking;
    }

    /** Returns copies of the items of each level in the order in which they came, level 0 first. */
    public List<double[]> levels() {
        return levels.stream().map(Level::toArray).toList();
    }

    /** Returns the items in ascending order with the weight up to each. */
    public RankedItems ranked() {
        RankedItems ranked = RankedItems.EMPTY;
        for (int h = 0; h < levels.size(); h++) {
            ranked = ranked.plus(levels.get(h).toArray(), 1L << h);
        }
        return ranked;
    }

    /** Compacts the lowest full level into the one above it. */
    private void condense() {
        for (int h = 0; h < levels.size(); h++) {
            Level level = levels.get(h);
            if (level.size() >= level.capacity()) {
                if (h + 1 == levels.size()) {
                    addLevel();
                }
                items -= level.compactInto(levels.get(h + 1));
                return;
            }
        }
        throw new IllegalStateException("no level is full: items = " + items + ", capacity = " + totalCapacity);
    }

    private void addLevel() {
        append(new Level(capacity(levels.size())));
    }

    private void append(Level level) {
        totalCapacity += level.capacity();
        levels.add(level);
    }

    private int capacity(int height) {
        return 2 * ((int) Math.ceil(size * StrictMath.pow(shrinking, height) / 2) + 1);
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value = " + value + " is not finite");
        }
    }
}
