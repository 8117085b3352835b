package io.tidemark.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Figures of labelled answers, each from its definition over the rows. */
final class RealTruth {
    private final List<Pair> pairs = new ArrayList<>();
    private long eligible;

    private record Pair(double score, double answer, double label) {}

    void predicted() {
        eligible++;
    }

    void labelled(double score, double answer, double label) {
        pairs.add(new Pair(score, answer, label));
    }

    long eligible() {
        return eligible;
    }

    long labelled() {
        return pairs.size();
    }

    /** Rows with this label and this answer. */
    long count(int label, int answer) {
        return pairs.stream()
                .filter(pair -> pair.label == label && pair.answer == answer)
                .count();
    }

    double accuracy() {
        return (count(0, 0) + count(1, 1)) / (double) labelled();
    }

    double precision() {
        return count(1, 1) / (double) (count(1, 1) + count(0, 1));
    }

    double recall() {
        return count(1, 1) / (double) (count(1, 1) + count(1, 0));
    }

    double f1() {
        return 2.0 * count(1, 1) / (2 * count(1, 1) + count(0, 1) + count(1, 0));
    }

    /** How often a positive has the larger score than a negative, half for equal ones: by ranks. */
    double auc() {
        List<Pair> byScore =
                pairs.stream().sorted(Comparator.comparingDouble(Pair::score)).toList();
        double rankSum = 0;
        int from = 0;
        while (from < byScore.size()) {
            int to = from;
            while (to < byScore.size() && byScore.get(to).score == byScore.get(from).score) {
                to++;
            }
            double meanRank = (from + 1 + to) / 2.0;
            rankSum += meanRank
                    * byScore.subList(from, to).stream()
                            .filter(pair -> pair.label == 1)
                            .count();
            from = to;
        }
        double positives = count(1, 0) + count(1, 1);
        double negatives = labelled() - positives;
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
    }

    double meanAbsoluteError() {
        return pairs.stream()
                .mapToDouble(pair -> Math.abs(pair.label - pair.answer))
                .average()
                .orElse(Double.NaN);
    }

    double meanSquaredError() {
        return pairs.stream()
                .mapToDouble(pair -> (pair.label - pair.answer) * (pair.label - pair.answer))
                .average()
                .orElse(Double.NaN);
    }

    double explained() {
        double mean = pairs.stream().mapToDouble(Pair::label).average().orElse(Double.NaN);
        double variance = pairs.stream()
                .mapToDouble(pair -> (pair.label - mean) * (pair.label - mean))
                .average()
                .orElse(Double.NaN);
        return 1 - meanSquaredError() / variance;
    }
}
