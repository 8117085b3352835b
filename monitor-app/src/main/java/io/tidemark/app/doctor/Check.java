package io.tidemark.app.doctor;

/**
 * One thing that was looked at.
 *
 * @param level how bad it is
 * @param subject what was looked at: a topic, a group, the machine
 * @param what what was found, with the values
 * @param why what follows from it; empty if all is well
 * @param fix what to type or change; empty if there is nothing to do
 */
record Check(Level level, String subject, String what, String why, String fix) {
    /** How bad. */
    enum Level {
        /** As it has to be. */
        OK,
        /** It works, and will not always. */
        WARN,
        /** It does not work, loses records, or gives wrong verdicts. */
        ERROR
    }

    static Check ok(String subject, String what) {
        return new Check(Level.OK, subject, what, "", "");
    }

    static Check warn(String subject, String what, String why, String fix) {
        return new Check(Level.WARN, subject, what, why, fix);
    }

    static Check error(String subject, String what, String why, String fix) {
        return new Check(Level.ERROR, subject, what, why, fix);
    }
}
