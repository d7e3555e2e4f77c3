"""Serves a model folder by NVIDIA's Triton: python serve.py PORT FOLDER.

`concierge-intents` gives sentence vectors, and what the fine-tuned layers say where the folder has some;
`hidden-states` gives only what the base graph does.
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from pytriton.decorators import batch
from pytriton.model_config import DynamicBatcher, ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
TUNED_OUTPUTS = ["tuned_scores", "votes", "nearness"]
# What a unit vector's values are multiplied by in neighbours.bin.
NEIGHBOUR_SCALE = 127 * 3


class Encoder:
    """The base graph, and the fine-tuned layers that go on from its embeddings."""

    def __init__(self, folder: Path):
        self.dimensions = json.loads((folder / "config.json").read_text())["hidden_size"]
        self.base = session(folder / "onnx/model_quantized.onnx")
        tuned = folder / "onnx/tuned_quantized.onnx"
        self.tuned = session(tuned) if tuned.exists() else None
        if self.tuned is not None:
            self.neighbours = read_neighbours(folder / "neighbours.bin")
            self.classes = next(o.shape[1] for o in self.tuned.get_outputs() if o.name == "tuned_scores")

    def states(self, **inputs):
        return {"last_hidden_state": self.base.run(["last_hidden_state"], inputs)[0]}

    def readings(self, **inputs):
        wanted = ["last_hidden_state"] + (["embeddings"] if self.tuned else [])
        hidden, *embeddings = self.base.run(wanted, inputs)
        mask = inputs["attention_mask"]
        vector = unit((hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True))
        if self.tuned is None:
            return {"sentence_vector": vector}
        message = {"embeddings": embeddings[0], "attention_mask": mask, "base_vector": vector}
        values = self.tuned.run(TUNED_OUTPUTS, message | self.neighbours)
        return {"sentence_vector": vector} | dict(zip(TUNED_OUTPUTS, values))

    def outputs(self):
        tensors = [Tensor(name="sentence_vector", dtype=np.float32, shape=(self.dimensions,))]
        if self.tuned is not None:
            tensors += [
                Tensor(name="tuned_scores", dtype=np.float32, shape=(self.classes,)),
                Tensor(name="votes", dtype=np.float32, shape=(self.classes,)),
                Tensor(name="nearness", dtype=np.float32, shape=(2,)),
            ]
        return tensors


def session(path: Path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def read_neighbours(path: Path):
    content = path.read_bytes()
    _, rows, width, classes, known = struct.unpack_from("<5I", content)
    labels = np.frombuffer(content, dtype="<u2", count=rows, offset=20 + 8 * rows)
    values = np.frombuffer(content, dtype=np.int8, offset=20 + 10 * rows).astype(np.float32) / NEIGHBOUR_SCALE
    base, tuned = values.reshape(2, rows, width)
    return {
        "base_neighbours": base,
        "tuned_neighbours": tuned,
        "neighbour_labels": np.eye(classes, dtype=np.float32)[labels],
        "known_rows": np.array([known], dtype=np.int64),
    }


def main(port: int, folder: Path):
    encoder = Encoder(folder)
    inputs = [Tensor(name=name, dtype=np.int64, shape=(-1,)) for name in INPUTS]
    states = [Tensor(name="last_hidden_state", dtype=np.float32, shape=(-1, encoder.dimensions))]
    config = ModelConfig(max_batch_size=32, batcher=DynamicBatcher())
    place = TritonConfig(http_address="127.0.0.1", http_port=port, allow_grpc=False, allow_metrics=False)
    with Triton(config=place) as triton:
        triton.bind("concierge-intents", batch(encoder.readings), inputs, encoder.outputs(), config=config)
        triton.bind("hidden-states", batch(encoder.states), inputs, states, config=config)
        triton.serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
