"""Machine learning and artificial intelligence."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='machine learning',
    fields=items('''
        machine learning; deep learning; artificial intelligence; computer vision; natural language processing;
        reinforcement learning; representation learning; data mining; speech recognition; recommender systems;
        probabilistic modelling; generative modelling; optimization; federated learning; explainable AI; information
        retrieval
    '''),
    topics=items('''
        image classification; object detection; semantic segmentation; language modelling; machine translation; question
        answering; text generation; speech recognition; generative adversarial networks; diffusion models; variational
        autoencoders; normalizing flows; graph neural networks; transformers; attention mechanisms; convolutional
        networks; recurrent networks; contrastive learning; self-supervised learning; transfer learning; few-shot
        learning; continual learning; active learning; meta-learning; domain adaptation; knowledge distillation; model
        compression; quantization; pruning; neural architecture search; hyperparameter optimization; Bayesian
        optimization; anomaly detection; time series forecasting; tabular data; recommendation; policy gradients;
        offline reinforcement learning; imitation learning; multi-agent games; feature attribution; counterfactual
        explanations; fairness; adversarial robustness; uncertainty estimation; calibration of classifiers; clustering;
        dimensionality reduction; embeddings; topic models; decision trees; gradient boosting; random forests; kernel
        methods; support vector machines; Gaussian processes; surrogate models; physics-informed neural networks; neural
        operators; symbolic regression; causal discovery; synthetic data generation
    '''),
    drivers=quantities('''
        epoch||0|100; training step||0|50000; iterations||0|10000; number of training samples||100|1e6|log; model
        size|parameters|1e6|1e11|log; learning rate||1e-5|1|log; batch size||8|4096|log; false positive rate||0|1;
        recall||0|1; number of features||1|200; wall-clock time|s|0|3600; noise level||0|1; confidence||0|1; number of
        clusters||2|20; depth||1|24; sparsity|%|0|99; context length|tokens|128|32768|log; compute|FLOPs|1e15|1e23|log;
        episodes||0|2000; threshold||0|1; label fraction|%|1|100; regularization strength||1e-6|10|log; latent
        dimension||2|256
    '''),
    quantities=quantities('''
        accuracy|%|30|98; test error|%|1|40; training loss||0.01|4; validation loss||0.05|4; cross-entropy loss||0.1|7;
        F1 score||0.3|0.98; precision||0.2|1; area under the curve||0.5|1; mean squared error||0.001|10|log;
        perplexity||8|200|log; BLEU score||5|45; cumulative reward||-200|500; episode return||-20|900;
        log-likelihood||-3|-0.5; mean average precision||0.1|0.7; intersection over union||0.3|0.95; inference
        latency|ms|1|300|log; throughput|samples/s|100|20000; memory usage|GB|0.5|80; feature importance||0|0.4;
        expected calibration error||0|0.3; silhouette score||0|0.8; Frechet inception distance||2|120; gradient
        norm||0.01|10|log; SHAP value||-2|2; regret||0|200; cosine similarity||-0.2|1; word error rate|%|2|40; training
        time|h|0.1|100|log; R2 score||0|1; attention weight||0|1
    '''),
    entities=items('''
        models; classifiers; networks; neural networks; layers; training runs; random seeds; data sets; benchmarks;
        images; samples; classes; tokens; sentences; documents; agents; policies; features; embeddings; predictions;
        tasks; architectures; optimizers; hyperparameters; learners; environments; prompts; users
    '''),
    series=items('''
        training; validation; test; train; baseline; ours; proposed method; ResNet-50; VGG; ViT; BERT; GPT-2; LSTM; GRU;
        CNN; MLP; SGD; Adam; AdamW; RMSprop; random forest; logistic regression; SVM; k-NN; XGBoost; LightGBM; naive
        Bayes; Gaussian process; linear model; random search; grid search; Bayesian optimization; supervised;
        self-supervised; fine-tuned; zero-shot; few-shot; from scratch; pretrained; with augmentation; without
        augmentation; dropout; batch norm; DQN; PPO; SAC; teacher; student; ensemble; single model; oracle; human;
        chance; full precision; int8; U-Net; autoencoder; ground truth
    '''),
    categories=items('''
        cat; dog; bird; car; truck; ship; airplane; horse; frog; deer; MNIST; CIFAR-10; CIFAR-100; ImageNet; COCO; GLUE;
        SQuAD; Iris; Wine; Adult; Boston; positive; negative; neutral; spam; ham; accuracy; precision; recall; F1;
        person; bicycle; zero; one; two; three; setosa; versicolor; virginica; class 0; class 1; class 2
    '''),
    methods=items('''
        stochastic gradient descent; backpropagation; five-fold cross-validation; early stopping; data augmentation;
        dropout; weight decay; t-SNE; UMAP; principal component analysis; k-means clustering; attention rollout;
        Grad-CAM; SHAP; LIME; integrated gradients; permutation importance; bootstrap aggregation; random search; beam
        search; maximum likelihood; variational inference; the reparameterization trick; label smoothing; knowledge
        distillation; a linear probe; ablation; contrastive loss; temperature scaling; batch normalization
    '''),
    software=items('''
        PyTorch; TensorFlow; Keras; scikit-learn; JAX; Flax; XGBoost; Hugging Face Transformers; Ray; Optuna; Weights
        and Biases; TensorBoard; MLflow; Gymnasium; OpenCV; spaCy; NLTK; Lightning; ONNX; the training library; our
        toolkit
    '''),
    clauses=items('''
        on the held-out test set; on the validation set; averaged over five random seeds; for different learning rates;
        with early stopping; after 100 epochs; as training proceeds; on ImageNet; on the MNIST digits; with and without
        pretraining; under distribution shift; in the low-data regime; at a fixed compute budget; for each class; for
        the best hyperparameters; during fine-tuning; on unseen examples; as a function of model size; under adversarial
        perturbation; for correctly and wrongly classified examples
    '''),
    remarks=items('''
        Shaded areas denote one standard deviation over five seeds; Higher is better; Lower is better; The dashed line
        marks chance level; The diagonal corresponds to perfect calibration; The star marks the best model; Best viewed
        in colour; Curves are smoothed with a moving average; Early stopping is marked by a vertical line; Points are
        coloured by class label; Results are averaged over ten runs; Each point is one trained model; The model overfits
        after about 40 epochs; Our method outperforms all baselines; Numbers in parentheses are the area under the
        curve; Decision boundaries are shown as filled contours; All models use the same number of parameters
    '''),
    objects=items('''
        neural network; feature map; saliency map; handwritten digit; natural image; generated sample; decision tree;
        attention head; latent space; embedding; bounding box; segmentation mask; robot arm; game board; knowledge
        graph; loss landscape
    '''),
    modules=items('''
        data loader; tokenizer; encoder; decoder; backbone; embedding layer; attention block; classifier head; loss
        function; optimizer; trainer; evaluator; hyperparameter search; model registry; inference server; feature store;
        preprocessing; augmentation; policy network; replay buffer; environment; logger; user prompt; retriever
    '''),
    words=single_words('''
        neuron weight bias activation relu sigmoid softmax logits embedding latent encoder decoder generator
        discriminator attention head token tokenizer vocabulary corpus prompt hallucination gradient descent momentum
        scheduler warmup annealing overfitting underfitting generalization regularisation inference deployment
        checkpoint convergence plateau annotation label labelled unlabelled supervision bounding box mask segmentation
        superpixel saliency heatmap keypoint pose depth optical flow tracking detection recognition retrieval ranking
        query reward action state policy value critic actor exploration exploitation bandit replay buffer rollout
        trajectory environment agent kernel hyperplane margin tree split leaf node boosting bagging ensemble stacking
        imputation feature selection extraction engineering importance attribution explanation interpretability fairness
        bias privacy robustness adversarial perturbation attack defence outlier novelty drift shift imbalance
        oversampling undersampling stratified fold holdout split seed run ablation sweep budget gpu tpu accelerator
        parallelism throughput latency quantized pruned sparse dense convolution pooling residual skip connection block
        layer hidden recurrent transformer graph message passing readout equivariant invariant autoregressive diffusion
        denoising sampling score prior posterior likelihood bayesian variational stochastic deterministic classification
        regression clustering forecasting imaging multimodal caption captioning translation summarization sentiment
        entity speech speaker phoneme
    '''),
)
