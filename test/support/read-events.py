"""Prints as JSON what TensorBoard's own reader finds in the folder of a run.

    PYTHONPATH=<where tensorboard is> python3 read-events.py FOLDER
"""

import json
import sys

from google.protobuf.json_format import MessageToDict
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.plugins.hparams import metadata

events = EventAccumulator(sys.argv[1])
events.Reload()
scalars = {
    tag: [{"step": event.step, "value": event.value, "at": event.wall_time} for event in events.Scalars(tag)]
    for tag in events.Tags()["scalars"]
}
texts = {}
hyper_parameters = {}
for tag in events.Tags()["tensors"]:
    plugin = events.SummaryMetadata(tag).plugin_data
    if plugin.plugin_name == "text":
        texts[tag] = [text.decode() for event in events.Tensors(tag) for text in event.tensor_proto.string_val]
    if plugin.plugin_name == "hparams":
        start = metadata.parse_session_start_info_plugin_data(plugin.content)
        hyper_parameters = MessageToDict(start).get("hparams", {})
print(json.dumps({"scalars": scalars, "texts": texts, "hyperParameters": hyper_parameters}))
