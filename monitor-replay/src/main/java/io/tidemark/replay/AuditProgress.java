package io.tidemark.replay;

/** Is told how far an audit or a replay has come. Called by one thread at a time, though not always by the same. */
public interface AuditProgress {
    /** Tells nobody. */
    AuditProgress NONE = new AuditProgress() {
        @Override
        public void begun(int files, long bytes) {}

        @Override
        public void fileDone(SourceFile file, long records) {}
    };

    /**
     * Called once, before the first record is read.
     *
     * @param files how many files will be read
     * @param bytes their size on disk together
     */
    void begun(int files, long bytes);

    /**
     * Called after each file.
     *
     * @param file the file, whose size on disk is the progress made
     * @param records records read from it
     */
    void fileDone(SourceFile file, long records);

    /** Whether no further file is to be begun: the user wants what there is. Asked by several threads. */
    default boolean isStopped() {
        return false;
    }

    /** One that tells nobody and stops when this one does. */
    default AuditProgress silent() {
        AuditProgress loud = this;
        return new AuditProgress() {
            @Override
            public void begun(int files, long bytes) {}

            @Override
            public void fileDone(SourceFile file, long records) {}

            @Override
            public boolean isStopped() {
                return loud.isStopped();
            }
        };
    }
}
