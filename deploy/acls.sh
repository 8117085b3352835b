#!/usr/bin/env bash
# Grants the rights of one role on a Kafka cluster, and no other: docs/operations.md has the table.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: deploy/acls.sh --role ROLE --principal User:NAME [options]

Grants what a role of Tidemark needs on a Kafka cluster with an authorizer.

  --role ROLE             drift, labels, alerts, sink, baseline, replay or viewer
  --principal User:NAME   who gets the rights; for mTLS the name of the certificate
  --prefix TEXT           what topic names begin with (default: tidemark.)
  --bootstrap HOST:PORT   Kafka's address (default: localhost:9092)
  --command-config FILE   client settings of somebody who may alter ACLs
  --application-id ID     if run has an --application-id of its own: the same here
  --sink NAME             the sink of role sink (default: every sink)
  --kafka-acls PATH       kafka-acls.sh (default: from the PATH)
  --remove                take the rights away again
  --dry-run               print the commands and do nothing

Example:
  deploy/acls.sh --role drift --principal User:tidemark-drift \
      --bootstrap broker-1:9093 --command-config admin.properties
TEXT
}

fail() {
    echo "error: $1" >&2
    echo "  fix: deploy/acls.sh --help" >&2
    exit 2
}

role='' principal='' prefix='tidemark.' bootstrap='localhost:9092' config='' application='' sink='' action='--add'
tool='kafka-acls.sh' dry_run=no
while [ $# -gt 0 ]; do
    case "$1" in
        --help | -h) usage; exit 0 ;;
        --remove) action='--remove'; shift; continue ;;
        --dry-run) dry_run=yes; shift; continue ;;
    esac
    [ $# -ge 2 ] || fail "$1 is no option, or its value is missing"
    case "$1" in
        --role) role=$2 ;;
        --principal) principal=$2 ;;
        --prefix) prefix=$2 ;;
        --bootstrap) bootstrap=$2 ;;
        --command-config) config=$2 ;;
        --application-id) application=$2 ;;
        --sink) sink=$2 ;;
        --kafka-acls) tool=$2 ;;
        *) fail "$1 is no option" ;;
    esac
    shift 2
done

[ -n "$principal" ] || fail 'whom? --principal is missing'
case "$principal" in
    *:\*) fail "$principal is everybody: name one principal" ;;
    ?*:?*) ;;
    *) fail "\"$principal\" is no principal: write User:NAME" ;;
esac
case "$prefix$application$sink" in
    *[!A-Za-z0-9._-]*) fail 'a prefix, application id or sink is made of letters, digits, dots, dashes and underscores' ;;
esac

# As the application names itself: the prefix without the marks at its end, a dash, and its own word.
base=$prefix
while [ -n "$base" ] && [ "${base%[._-]}" != "$base" ]; do base=${base%[._-]}; done
named() { if [ -n "$base" ]; then echo "$base-$1"; else echo "$1"; fi; }

acl() {
    local command=("$tool" --bootstrap-server "$bootstrap")
    [ -z "$config" ] || command+=(--command-config "$config")
    command+=("$action")
    [ "$action" = '--add' ] || command+=(--force)
    command+=(--allow-principal "$principal" "$@")
    if [ "$dry_run" = yes ]; then
        printf '%s\n' "${command[*]}"
    else
        "${command[@]}"
    fi
}

# topics OPERATION... -- NAME...
topics() {
    local operations=() names=()
    while [ "$1" != -- ]; do operations+=(--operation "$1"); shift; done
    shift
    for name in "$@"; do names+=(--topic "$prefix$name"); done
    acl "${operations[@]}" "${names[@]}"
}

# A start looks at every topic and its settings, whether it uses it or not.
every_topic() {
    topics Describe DescribeConfigs -- captures ground-truth baselines activations reports model-reports violations \
        dead-letters ledger episodes notifications episode-commands operations fires proposals \
        retrain
}

# Group, transactional id, repartition and changelog topics of a Kafka Streams application. Read and Write hold Describe.
application() {
    acl --operation Read --operation Write --operation Create --operation Delete \
        --operation DescribeConfigs --resource-pattern-type prefixed --topic "$1-"
    acl --operation Read --group "$1"
    acl --operation Write --resource-pattern-type prefixed --transactional-id "$1"
}

case "$role" in
    drift)
        every_topic
        topics Read -- captures baselines activations
        topics Write -- reports violations ledger dead-letters
        application "${application:-$(named drift)}"
        ;;
    labels)
        every_topic
        topics Read -- captures ground-truth baselines activations
        topics Write -- model-reports violations ledger dead-letters
        if [ -n "$application" ]; then application "$application-labels"; else application "$(named labels)"; fi
        ;;
    alerts)
        every_topic
        topics Read -- reports model-reports violations operations episode-commands ledger baselines activations \
            episodes notifications fires proposals retrain
        topics Write -- episodes notifications operations fires proposals baselines activations retrain
        application "${application:-$(named alerts)}"
        # What prints messages, the watch over the monitor, retrain events, schedules and sinks in the same process.
        acl --operation Read --group "${application:-$(named alerts)}-console"
        acl --operation Read --group "${prefix}health" --group "${prefix}retrain" --group "${prefix}schedules"
        acl --operation Read --resource-pattern-type prefixed --group "${prefix}sink-" --group "${prefix}retrain-"
        acl --operation Write --resource-pattern-type prefixed --transactional-id "${prefix}retrain" \
            --transactional-id "${prefix}schedules"
        ;;
    sink)
        topics Describe DescribeConfigs -- notifications operations
        topics Read -- notifications
        topics Write -- operations
        if [ -n "$sink" ]; then
            acl --operation Read --group "${prefix}sink-$sink"
        else
            acl --operation Read --resource-pattern-type prefixed --group "${prefix}sink-"
        fi
        ;;
    baseline)
        every_topic
        topics Read -- baselines activations
        topics Write -- baselines activations
        ;;
    replay)
        every_topic
        topics Write -- captures ground-truth
        ;;
    viewer)
        every_topic
        topics Read -- reports model-reports violations ledger dead-letters baselines activations episodes \
            notifications operations fires proposals
        acl --operation Describe --resource-pattern-type prefixed --group "$(named '')"
        ;;
    '') fail 'which role? --role is missing' ;;
    *) fail "\"$role\" is no role: drift, labels, alerts, sink, baseline, replay or viewer" ;;
esac
