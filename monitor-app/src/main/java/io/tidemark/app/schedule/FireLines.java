package io.tidemark.app.schedule;

import io.tidemark.alerts.schedule.FireListener;
import io.tidemark.app.console.Console;
import io.tidemark.app.console.Figures;
import io.tidemark.wire.avro.Fire;
import io.tidemark.wire.avro.FireState;
import java.util.Locale;

/** Tells what becomes of fires, a line each, as it happens. */
final class FireLines implements FireListener {
    private final Console console;

    FireLines(Console console) {
        this.console = console;
    }

    @Override
    public void committed(Fire fire) {
        String name = fire.getEndpoint() + "/" + fire.getSchedule() + " of " + Figures.time(fire.getDue()) + " UTC: ";
        if (fire.getState() == FireState.MISSED) {
            console.warn(name + Figures.count(fire.getCount(), "time") + " missed: " + fire.getResult());
        } else if (fire.getState() == FireState.FAILED) {
            console.warn(name + "failed: " + fire.getResult());
        } else if (fire.getState() == FireState.DONE) {
            console.say(name + fire.getResult());
        } else if (fire.getState() == FireState.CLAIMED) {
            console.say(name + "begins" + (fire.getAttempt() > 1 ? ", attempt " + fire.getAttempt() : ""));
        }
    }

    /** How a fire stands, in a word. */
    static String word(Fire fire) {
        return fire.getState().name().toLowerCase(Locale.ROOT);
    }
}
