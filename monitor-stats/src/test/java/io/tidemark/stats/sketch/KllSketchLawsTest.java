package io.tidemark.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However items are sorted and merged, every level is, item by item, what the plain definition gives. */
class KllSketchLawsTest {
    enum Shape {
        NORMAL {
            @Override
            DoubleSupplier values(Random random) {
                return random::nextGaussian;
            }
        },
        MANY_DECADES {
            @Override
            DoubleSupplier values(Random random) {
                return () -> Math.exp(100 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1);
            }
        },
        FEW_INTEGERS {
            @Override
            DoubleSupplier values(Random random) {
                return () -> random.nextInt(7) - 3;
            }
        },
        CONSTANT {
            @Override
            DoubleSupplier values(Random random) {
                return () -> 42.5;
            }
        },
        SIGNED_ZEROS {
            @Override
            DoubleSupplier values(Random random) {
                return () -> random.nextInt(3) == 0 ? -0.0 : random.nextInt(2) * 0.0;
            }
        },
        TIGHT_CLUSTERS {
            @Override
            DoubleSupplier values(Random random) {
                return () -> (random.nextBoolean() ? 1e9 : -1e-9) * (1 + 1e-13 * random.nextInt(1000));
            }
        },
        FALLING {
            @Override
            DoubleSupplier values(Random random) {
                double[] next = {random.nextInt(10)};
                return () -> next[0]--;
            }
        },
        ANY_BITS {
            @Override
            DoubleSupplier values(Random random) {
                return () -> {
                    double value = Double.longBitsToDouble(random.nextLong());
                    return Double.isFinite(value) ? value : random.nextInt();
                };
            }
        };

        abstract DoubleSupplier values(Random random);
    }

    @ParameterizedTest
    @EnumSource
    void everyLevelIsThatOfTheDefinition(Shape shape) {
        for (long seed = 0; seed < 3; seed++) {
            DoubleSupplier values = shape.values(new Random(seed));
            KllSketch sketch = new KllSketch();
            PlainKll plain = new PlainKll(KllSketch.USUAL_SIZE, KllSketch.USUAL_SHRINKING);
            for (int i = 0; i < 40_000; i++) {
                double value = values.getAsDouble();
                sketch.add(value);
                plain.add(value);
                if (i % 6_001 == 0) {
                    assertThat(levels(sketch)).as("seed %d, value %d", seed, i).isEqualTo(plain.levels());
                }
            }
            assertThat(levels(sketch)).as("seed %d", seed).isEqualTo(plain.levels());
        }
    }

    @ParameterizedTest
    @EnumSource
    void mergingReadingBackAndAddingAreThoseOfTheDefinition(Shape shape) {
        for (long seed = 10; seed < 40; seed++) {
            Random random = new Random(seed);
            DoubleSupplier values = shape.values(random);
            int size = 1 + random.nextInt(300);
            KllSketch sketch = new KllSketch(size, 0.6);
            PlainKll plain = new PlainKll(size, 0.6);
            for (int step = 0; step < 8; step++) {
                KllSketch other = new KllSketch(size, 0.6);
                PlainKll otherPlain = new PlainKll(size, 0.6);
                for (double value : values(values, random.nextInt(3_000))) {
                    other.add(value);
                    otherPlain.add(value);
                }
                if (random.nextBoolean()) {
                    sketch.addAll(other);
                    plain.addAll(otherPlain);
                } else {
                    sketch = KllSketch.ofLevels(size, 0.6, sketch.levels());
                    plain = plain.readBack();
                }
                for (double value : values(values, random.nextInt(2_000))) {
                    sketch.add(value);
                    plain.add(value);
                }
                assertThat(levels(sketch)).as("seed %d, step %d", seed, step).isEqualTo(plain.levels());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysAreOrderedAsTheJdkOrdersTheirNumbers(Shape shape) {
        for (long seed = 50; seed < 60; seed++) {
            Random random = new Random(seed);
            double[] numbers = values(shape.values(random), 1 + random.nextInt(5_000));
            long[] keys = Arrays.stream(numbers).mapToLong(KeySort::keyOf).toArray();
            int from = random.nextInt(numbers.length);
            int to = from + random.nextInt(numbers.length - from);

            KeySort.sort(keys, from, to);

            Arrays.sort(numbers, from, to);
            assertThat(Arrays.stream(keys).mapToDouble(KeySort::ofKey).toArray())
                    .as("seed %d", seed)
                    .containsExactly(numbers);
        }
    }

    private static double[] values(DoubleSupplier values, int count) {
        double[] some = new double[count];
        Arrays.setAll(some, i -> values.getAsDouble());
        return some;
    }

    private static List<String> levels(KllSketch sketch) {
        List<String> levels = new ArrayList<>();
        for (double[] level : sketch.levels()) {
            levels.add(Arrays.toString(level));
        }
        return levels;
    }
}
