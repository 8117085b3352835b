package io.tidemark.stats.sketch;

import java.util.ArrayList;
import java.util.List;

/** The sketch as its definition reads: lists, and a level is sorted anew whenever it is compacted. */
final class PlainKll {
    private final double size;
    private final double shrinking;
    private final List<List<Double>> levels = new ArrayList<>();
    private final List<Integer> compactions = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();

    PlainKll(double size, double shrinking) {
        this.size = size;
        this.shrinking = shrinking;
        addLevel();
    }

    void add(double value) {
        levels.get(0).add(value + 0.0);
        if (items() > capacity()) {
            condense();
        }
    }

    void addAll(PlainKll other) {
        while (levels.size() < other.levels.size()) {
            addLevel();
        }
        for (int h = 0; h < other.levels.size(); h++) {
            levels.get(h).addAll(other.levels.get(h));
        }
        while (items() >= capacity()) {
            condense();
        }
    }

    /** The same items, never compacted before, as a file gives them. */
    PlainKll readBack() {
        PlainKll read = new PlainKll(size, shrinking);
        while (read.levels.size() < levels.size()) {
            read.addLevel();
        }
        for (int h = 0; h < levels.size(); h++) {
            read.levels.get(h).addAll(levels.get(h));
        }
        return read;
    }

    List<String> levels() {
        return levels.stream().map(Object::toString).toList();
    }

    private void condense() {
        for (int h = 0; h < levels.size(); h++) {
            if (levels.get(h).size() >= capacity(h)) {
                compact(h);
                return;
            }
        }
        throw new AssertionError("no level is full");
    }

    private void compact(int h) {
        if (h + 1 == levels.size()) {
            addLevel();
        }
        if (compactions.get(h) % 2 == 1) {
            offsets.set(h, 1 - offsets.get(h));
        }
        compactions.set(h, compactions.get(h) + 1);
        List<Double> level = levels.get(h);
        List<Double> pairs = level.subList(0, level.size() / 2 * 2);
        pairs.sort(Double::compare);
        for (int i = offsets.get(h); i < pairs.size(); i += 2) {
            levels.get(h + 1).add(pairs.get(i));
        }
        pairs.clear();
    }

    private void addLevel() {
        levels.add(new ArrayList<>());
        compactions.add(0);
        offsets.add(0);
    }

    private int items() {
        return levels.stream().mapToInt(List::size).sum();
    }

    private int capacity() {
        int capacity = 0;
        for (int h = 0; h < levels.size(); h++) {
            capacity += capacity(h);
        }
        return capacity;
    }

    private int capacity(int height) {
        return 2 * ((int) Math.ceil(size * StrictMath.pow(shrinking, height) / 2) + 1);
    }
}
