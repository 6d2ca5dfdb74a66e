#!/usr/bin/env bash
# Gradescope runs this once, when it builds the container; the kit is in /autograder/source.
set -e
apt-get update
apt-get install -y openjdk-17-jdk-headless maven
cd /autograder/source
mvn -B -q test > /dev/null || true     # downloads what Maven needs: nothing is written yet, so this isn't green
