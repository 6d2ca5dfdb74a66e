// SPDX-License-Identifier: Apache-2.0
/** What several packages share and users don't see: whole files, JSON, seeds, text for messages. Not exported. */
package io.github.chainrule.internal;
