"""Rasa without TensorFlow: empty namesakes for the five modules through which Rasa 3.6.21 would import it.

None of their classes is used: our own classifier replaces DIET and the response selector, rules replace TED.
Must be imported before rasa. What Rasa registers as its own components stands in `components`.
"""

import sys

import numpy

from nlu.core.namesakes import stand_in

if "rasa.utils.train_utils" in sys.modules:
    raise RuntimeError("nlu.core.without_tensorflow must be imported before rasa")
stand_in(
    {
        "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
        "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
        "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
        "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
        "rasa.core.policies.ted_policy": ("TEDPolicy",),
    }
)
if not hasattr(numpy, "VisibleDeprecationWarning"):  # numpy 2; Rasa names it in a warning filter
    numpy.VisibleDeprecationWarning = numpy.exceptions.VisibleDeprecationWarning

import nlu.core.components  # noqa: E402  imports rasa, hence last

sys.modules["rasa.engine.recipes.default_components"] = nlu.core.components
