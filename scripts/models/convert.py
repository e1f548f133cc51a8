"""Half-precision and int8 versions of an exported graph, with nothing but onnx."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def to_float16(model, keep_io):
    """Every float32 tensor becomes float16; with `keep_io` inputs and outputs stay float32 behind casts."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    graph = model.graph
    for tensor in graph.initializer:
        halve(tensor)
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.TENSOR:
                halve(attribute.t)
            if node.op_type == 'Cast' and attribute.name == 'to' and attribute.i == TensorProto.FLOAT:
                attribute.i = TensorProto.FLOAT16
    del graph.value_info[:]
    before, after = [], []
    for value in [*graph.input, *graph.output]:
        kind = value.type.tensor_type
        if kind.elem_type != TensorProto.FLOAT:
            continue
        if not keep_io:
            kind.elem_type = TensorProto.FLOAT16
            continue
        inner, is_input = f'{value.name}_half', value in graph.input
        for node in graph.node:
            for names in (node.input, node.output):
                for i, name in enumerate(names):
                    if name == value.name:
                        names[i] = inner
        ends, to = ((value.name, inner), TensorProto.FLOAT16) if is_input else ((inner, value.name), TensorProto.FLOAT)
        (before if is_input else after).append(helper.make_node('Cast', [ends[0]], [ends[1]], to=to))
    return with_nodes(model, [*before, *graph.node, *after])


def halve(tensor):
    if tensor.data_type != TensorProto.FLOAT:
        return
    values = np.clip(numpy_helper.to_array(tensor), -65504, 65504).astype(np.float16)
    tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))


def to_int8(model):
    """Weights of matrix products become int8 per column; activations are quantised as they come (uint8 per tensor)."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    uses = [name for node in graph.node for name in node.input]
    nodes, quantised = [], {}
    for node in graph.node:
        is_product = node.op_type in ('MatMul', 'Gemm')
        weight = weights.get(node.input[1]) if is_product else None
        if weight is None or uses.count(weight.name) != 1 or len(weight.dims) != 2:
            nodes.append(node)
            continue
        values = numpy_helper.to_array(weight)
        is_transposed = any(a.name == 'transB' and a.i == 1 for a in node.attribute)
        values = values.T if is_transposed else values
        scale = np.abs(values).max(0).clip(1e-12) / 127
        name = weight.name
        quantised[name] = [
            numpy_helper.from_array(np.rint(values / scale).astype(np.int8), f'{name}_int8'),
            numpy_helper.from_array(scale.astype(np.float32), f'{name}_scale'),
        ]
        nodes += product(node, name)
    kept = [tensor for tensor in graph.initializer if tensor.name not in quantised]
    del graph.initializer[:]
    graph.initializer.extend([*kept, *(tensor for pair in quantised.values() for tensor in pair)])
    del graph.value_info[:]
    return with_nodes(model, nodes)


def product(node, weight):
    """x W + b as (quantise(x) W8) * scale(x) * scale(W) + b."""
    out, base = node.output[0], f'{node.output[0]}_q'
    bias = node.input[2] if len(node.input) > 2 else None
    last = f'{base}_unbiased' if bias else out
    nodes = [
        helper.make_node('DynamicQuantizeLinear', [node.input[0]], [f'{base}_x', f'{base}_s', f'{base}_z']),
        helper.make_node('MatMulInteger', [f'{base}_x', f'{weight}_int8', f'{base}_z'], [f'{base}_i']),
        helper.make_node('Cast', [f'{base}_i'], [f'{base}_f'], to=TensorProto.FLOAT),
        helper.make_node('Mul', [f'{base}_s', f'{weight}_scale'], [f'{base}_scale']),
        helper.make_node('Mul', [f'{base}_f', f'{base}_scale'], [last]),
    ]
    return [*nodes, helper.make_node('Add', [last, bias], [out])] if bias else nodes


def with_nodes(model, nodes):
    kept = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del model.graph.node[:]
    model.graph.node.extend(kept)
    onnx.checker.check_model(model)
    return model
