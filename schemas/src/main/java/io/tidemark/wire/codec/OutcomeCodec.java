package io.tidemark.wire.codec;

import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.wire.avro.BadSide;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.RuleVerdict;

/** Rule outcomes, and the enums that they share with violations. */
final class OutcomeCodec {
    private OutcomeCodec() {}

    static RuleVerdict toAvro(RuleOutcome outcome, int position) {
        return RuleVerdict.newBuilder()
                .setPosition(position)
                .setCode(outcome.code())
                .setFeature(outcome.feature())
                .setMetric(outcome.metric())
                .setState(toAvro(outcome.state()))
                .setValue(outcome.value())
                .setThreshold(outcome.threshold())
                .setDirection(toAvro(outcome.direction()))
                .setEffect(outcome.effect())
                .build();
    }

    static RuleOutcome toDomain(RuleVerdict verdict) {
        return new RuleOutcome(
                verdict.getCode(),
                verdict.getFeature(),
                verdict.getMetric(),
                toDomain(verdict.getState()),
                verdict.getValue(),
                verdict.getThreshold(),
                toDomain(verdict.getDirection()),
                verdict.getEffect());
    }

    static RuleAnswer toAvro(RuleState state) {
        return switch (state) {
            case OK -> RuleAnswer.OK;
            case ALARM -> RuleAnswer.ALARM;
            case INSUFFICIENT_DATA -> RuleAnswer.INSUFFICIENT_DATA;
        };
    }

    static RuleState toDomain(RuleAnswer answer) {
        return switch (answer) {
            case OK -> RuleState.OK;
            case ALARM -> RuleState.ALARM;
            case INSUFFICIENT_DATA -> RuleState.INSUFFICIENT_DATA;
        };
    }

    static BadSide toAvro(Direction direction) {
        return switch (direction) {
            case BAD_WHEN_HIGHER -> BadSide.BAD_WHEN_HIGHER;
            case BAD_WHEN_LOWER -> BadSide.BAD_WHEN_LOWER;
            case BAD_WHEN_OUTSIDE -> BadSide.BAD_WHEN_OUTSIDE;
        };
    }

    static Direction toDomain(BadSide side) {
        return switch (side) {
            case BAD_WHEN_HIGHER -> Direction.BAD_WHEN_HIGHER;
            case BAD_WHEN_LOWER -> Direction.BAD_WHEN_LOWER;
            case BAD_WHEN_OUTSIDE -> Direction.BAD_WHEN_OUTSIDE;
        };
    }
}
