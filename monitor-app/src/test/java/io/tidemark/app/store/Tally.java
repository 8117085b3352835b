package io.tidemark.app.store;

/** The live object of the tests: how many observations a key has had and what they add up to. */
final class Tally {
    private long count;
    private long sum;

    Tally() {}

    Tally(long count, long sum) {
        this.count = count;
        this.sum = sum;
    }

    void add(long observation) {
        count++;
        sum += observation;
    }

    long count() {
        return count;
    }

    long sum() {
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally that && count == that.count && sum == that.sum;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count) * 31 + Long.hashCode(sum);
    }

    @Override
    public String toString() {
        return count + " observations, sum " + sum;
    }
}
