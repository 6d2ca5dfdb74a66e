// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.plot;

/** A value that is written beside an axis, and how. */
record Tick(double value, String label) {
}
