package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;

/** Reads the answer to a body that was taken, for receivers that answer 200 and say in the text that something failed. */
@FunctionalInterface
public interface AnswerCheck {
    /** Every 2xx is an arrival. */
    AnswerCheck NONE = answer -> new DeliveryResult.Delivered();

    /** Returns what a 2xx with this text means; the text may be cut. */
    DeliveryResult judge(String answer);
}
