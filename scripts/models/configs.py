"""The configuration files that lie beside the graphs."""
CLIP_MEAN, CLIP_STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]


def model_config(pair, shape, family, ids):
    """config.json; `ids`: pad, start and end ids of the tokenizer."""
    return {
        'architectures': ['CLIPModel' if family == 'clip' else 'SiglipModel'],
        'model_type': family,
        **({'projection_dim': shape.dims, 'logit_scale_init_value': round(pair.logit_scale.item(), 4)}
           if family == 'clip' else {}),
        'text_config': {
            'model_type': f'{family}_text_model', 'hidden_size': shape.text_width,
            'intermediate_size': shape.text_width * shape.mlp, 'num_hidden_layers': shape.text_layers,
            'num_attention_heads': shape.text_heads, 'max_position_embeddings': shape.length,
            'vocab_size': shape.vocabulary, 'hidden_act': 'quick_gelu' if family == 'clip' else 'gelu_pytorch_tanh',
            **({'projection_dim': shape.dims} if family == 'clip' else {'projection_size': shape.dims}), **ids,
        },
        'vision_config': {
            'model_type': f'{family}_vision_model', 'hidden_size': shape.vision_width,
            'intermediate_size': shape.vision_width * shape.mlp, 'num_hidden_layers': shape.vision_layers,
            'num_attention_heads': shape.vision_heads, 'image_size': shape.image, 'patch_size': shape.patch,
            'hidden_act': 'quick_gelu' if family == 'clip' else 'gelu_pytorch_tanh',
            **({'projection_dim': shape.dims} if family == 'clip' else {}),
        },
    }


def preprocessor_config(shape, family):
    common = {'do_normalize': True, 'do_rescale': True, 'do_resize': True, 'resample': 3, 'rescale_factor': 1 / 255}
    if family == 'clip':
        size = {'height': shape.image, 'width': shape.image}
        return {**common, 'crop_size': size, 'do_center_crop': True, 'do_convert_rgb': True,
                'image_mean': CLIP_MEAN, 'image_processor_type': 'CLIPImageProcessor', 'image_std': CLIP_STD,
                'size': {'shortest_edge': shape.image}}
    return {**common, 'image_mean': [0.5] * 3, 'image_processor_type': 'SiglipImageProcessor', 'image_std': [0.5] * 3,
            'size': {'height': shape.image, 'width': shape.image}}


def tokenizer_config(family, length):
    names = {'clip': 'CLIPTokenizer', 'siglip': 'SiglipTokenizer'}
    end = '<|endoftext|>' if family == 'clip' else '</s>'
    start = {'bos_token': '<|startoftext|>', 'do_lower_case': True} if family == 'clip' else {}
    return {**start, 'eos_token': end, 'pad_token': end, 'unk_token': end if family == 'clip' else '<unk>',
            'model_max_length': length, 'tokenizer_class': names[family]}
