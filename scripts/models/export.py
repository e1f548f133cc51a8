"""Exports a pair as Hugging Face's exporters lay it out: one joint graph, or one graph per tower."""
import io
import warnings

import onnx
import torch

OPSET = 14
BATCH = {0: 'batch_size'}


def export(module, inputs, outputs, is_causal=False):
    """The module as an onnx model with a free batch size. `inputs`: name -> example."""
    buffer = io.BytesIO()
    joint = 'logits_per_image' in outputs
    axes = {name: ({0: 'image_batch_size'} if joint and name == 'pixel_values' else dict(BATCH))
            for name in [*inputs, *outputs]}
    if joint:
        axes.update(logits_per_image={0: 'image_batch_size', 1: 'batch_size'}, image_embeds={0: 'image_batch_size'},
                    logits_per_text={0: 'batch_size', 1: 'image_batch_size'})
    # CLIP takes texts of any length up to its window; SigLIP was trained on padded ones only.
    for name in ('input_ids', 'attention_mask'):
        if name in inputs and is_causal:
            axes[name][1] = 'sequence_length'
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(module, tuple(inputs.values()), buffer, opset_version=OPSET, input_names=list(inputs),
                          output_names=outputs, dynamic_axes=axes, do_constant_folding=True)
    model = onnx.load_from_string(buffer.getvalue())
    return shorten(model)


def shorten(model):
    """Drops the paths that inner values are named by, a third of a small file."""
    graph = model.graph
    short = {value.name: value.name for value in [*graph.input, *graph.output]}

    def rename(names):
        for i, name in enumerate(names):
            if name:
                names[i] = short.setdefault(name, f'v{len(short)}')
    for node in graph.node:
        node.ClearField('doc_string')
        node.ClearField('name')
        rename(node.input)
        rename(node.output)
    for tensor in graph.initializer:
        tensor.name = short[tensor.name]
    del graph.value_info[:]
    return model


def examples(shape):
    ids = torch.zeros(2, shape.length, dtype=torch.int64)
    # Two rows that differ, so that nothing of the example is folded into the graph.
    ids[0, 3], ids[1, 5] = shape.vocabulary - 1, shape.vocabulary - 1
    return ids, torch.randn(2, 3, shape.image, shape.image), torch.ones_like(ids)


def export_joint(pair, shape):
    ids, pixels, mask = examples(shape)
    inputs = {'input_ids': ids, 'pixel_values': pixels}
    if pair.family == 'clip':
        inputs['attention_mask'] = mask
    outputs = ['logits_per_image', 'logits_per_text', 'text_embeds', 'image_embeds']
    return export(pair, inputs, outputs, pair.family == 'clip')


def export_split(pair, shape):
    ids, pixels, _ = examples(shape)
    pooled = ['image_embeds', 'text_embeds'] if pair.family == 'clip' else ['pooler_output', 'pooler_output']
    vision = export(pair.vision, {'pixel_values': pixels}, ['last_hidden_state', pooled[0]])
    text = export(pair.text, {'input_ids': ids}, ['last_hidden_state', pooled[1]], pair.family == 'clip')
    return vision, text
