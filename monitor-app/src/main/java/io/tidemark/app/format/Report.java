package io.tidemark.app.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a command found, in a shape that every {@link Format} can show: facts about the whole, rows, and, for commands
 * that judge, each thing that was judged with what is wrong with it.
 */
public final class Report {
    private final String kind;
    private final Listing listing;
    private final Map<String, Cell> facts = new LinkedHashMap<>();
    private final List<Judged> judged = new ArrayList<>();
    private final List<Finding> remarks = new ArrayList<>();

    private Report(String kind, Listing listing) {
        this.kind = kind;
        this.listing = listing;
    }

    /** A report of this kind, a word that programs can ask for: {@code audit}, {@code ledgerCheck}. */
    public static Report of(String kind, Listing listing) {
        return new Report(kind, listing);
    }

    /** Adds a fact about the whole, after those that are there. */
    public Report fact(String name, Cell value) {
        facts.put(name, value);
        return this;
    }

    /** Adds something that was judged. */
    public Report judged(Judged one) {
        judged.add(one);
        return this;
    }

    /** Adds a finding about the input, which judges nothing and fails nothing. */
    public Report remark(Finding finding) {
        remarks.add(finding);
        return this;
    }

    /** Findings about the input, in the order in which they were added. */
    public List<Finding> remarks() {
        return List.copyOf(remarks);
    }

    /** The word for what this is. */
    public String kind() {
        return kind;
    }

    /** The rows. */
    public Listing listing() {
        return listing;
    }

    /** The facts in the order in which they were added. */
    public Map<String, Cell> facts() {
        return new LinkedHashMap<>(facts);
    }

    /** What was judged, in the order in which it was added. */
    public List<Judged> judged() {
        return List.copyOf(judged);
    }

    /** All findings: in the order of what was judged, errors before warnings before notes. */
    public List<Finding> findings() {
        return judged.stream()
                .flatMap(one -> one.findings().stream())
                .sorted((a, b) -> b.level().compareTo(a.level()))
                .toList();
    }
}
