# Tidemark as an image. Nothing is fetched: build the program first, then the image.
#
#   ./tidemark setup
#   docker build -t tidemark:local .
#
# RUNTIME is any glibc JRE from 17 on (RocksDB needs glibc).
ARG RUNTIME=eclipse-temurin:25-jre
FROM ${RUNTIME}

# One memory arena for each two threads at most: glibc's default keeps hundreds of megabytes for RocksDB's threads.
ENV MALLOC_ARENA_MAX=2 \
    LANG=C.UTF-8 \
    XDG_STATE_HOME=/var/lib/tidemark \
    ROCKSDB_SHAREDLIB_DIR=/var/lib/tidemark \
    PATH=/opt/tidemark:$PATH

COPY monitor-app/target/tidemark/ /opt/tidemark/
# A first start leaves the class archive behind; the root of a container may then be read-only.
RUN groupadd --gid 10001 tidemark \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/tidemark --shell /usr/sbin/nologin tidemark \
 && mkdir -p /var/lib/tidemark/tidemark \
 && chown -R 10001:10001 /var/lib/tidemark \
 && /opt/tidemark/tidemark --version

USER 10001:10001
WORKDIR /var/lib/tidemark
VOLUME /var/lib/tidemark
ENTRYPOINT ["/opt/tidemark/tidemark"]
CMD ["--help"]
