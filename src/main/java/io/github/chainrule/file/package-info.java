// SPDX-License-Identifier: Apache-2.0
/**
 * What lasts longer than the program: files that are there whole or not at all.
 *
 * <p>{@index "How do I save a model"}? {@link io.github.chainrule.file.ModelFile} saves a model with all that a
 * prediction needs, and loads it again: {@code ModelFile.save(trainer.predictor(), Path.of("digits.safetensors"))}.
 * {@link io.github.chainrule.file.OnnxFile} takes a model to other languages and devices.
 * The page <a href="doc-files/elsewhere.html">Taking your model elsewhere</a> says how others read both.
 *
 * <p>{@link io.github.chainrule.file.CheckpointWriter} saves a long training run, so that you can resume it.
 * {@link io.github.chainrule.file.PngFile} reads a drawing.
 *
 * <p>Everything that this library saves is written beside its place first, and moved into it when it is whole. If
 * anything fails before that, the old file is unchanged. A symbolic link stays one. If a file has several hard links,
 * only the name that you save to gets the new content; the others keep the old one.
 */
package io.github.chainrule.file;
