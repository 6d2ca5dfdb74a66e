// SPDX-License-Identifier: Apache-2.0
/**
 * What the chapters are put together from, so that a chapter's file holds only the chapter: the command line, the
 * truth tables, the network on paper, digits drawn with letters, the questions of the quiz. The module doesn't
 * export it, and the documentation leaves it out.
 */
package io.github.chainrule.walkthrough.parts;
