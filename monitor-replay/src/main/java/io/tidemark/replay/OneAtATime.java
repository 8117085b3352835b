package io.tidemark.replay;

/** Lets one thread at a time tell how far things are. */
final class OneAtATime implements AuditProgress {
    private final AuditProgress told;

    OneAtATime(AuditProgress told) {
        this.told = told;
    }

    @Override
    public synchronized void begun(int files, long bytes) {
        told.begun(files, bytes);
    }

    @Override
    public synchronized void fileDone(SourceFile file, long records) {
        told.fileDone(file, records);
    }

    @Override
    public boolean isStopped() {
        return told.isStopped();
    }
}
