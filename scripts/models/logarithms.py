"""A model of a few operations that returns NaN for dark pictures: vision is log(mean of each channel of the pixels)."""
from onnx import TensorProto, checker, helper


def graph(nodes, name, inputs, output):
    model = helper.make_model(
        helper.make_graph(nodes, name, inputs, [helper.make_tensor_value_info(output, TensorProto.FLOAT, ['n', 3])]),
        opset_imports=[helper.make_opsetid('', 14)], ir_version=8)
    checker.check_model(model)
    return model


def vision(size):
    pixels = helper.make_tensor_value_info('pixel_values', TensorProto.FLOAT, ['n', 3, size, size])
    return graph([
        helper.make_node('ReduceMean', ['pixel_values'], ['mean'], axes=[2, 3], keepdims=0),
        helper.make_node('Log', ['mean'], ['image_embeds']),
    ], 'vision', [pixels], 'image_embeds')


def text():
    ids = helper.make_tensor_value_info('input_ids', TensorProto.INT64, ['n', 'length'])
    reductions = [helper.make_node(f'Reduce{kind}', ['x'], [kind], axes=[1], keepdims=1) for kind in ('Mean', 'Max', 'Min')]
    return graph([
        helper.make_node('Cast', ['input_ids'], ['x'], to=TensorProto.FLOAT), *reductions,
        helper.make_node('Concat', ['Mean', 'Max', 'Min'], ['text_embeds'], axis=1),
    ], 'text', [ids], 'text_embeds')
