"""Rasa with only what serving needs: without its own channels, test tools and scikit-learn.

Saves half of the start and 100 MB. Imported before rasa; training and Rasa's own commands need the real parts.
"""

from nlu.core.namesakes import stand_in

CHANNELS = {
    "botframework": "BotFrameworkInput",
    "callback": "CallbackInput",
    "console": "CmdlineInput",
    "facebook": "FacebookInput",
    "hangouts": "HangoutsInput",
    "mattermost": "MattermostInput",
    "rasa_chat": "RasaChatInput",
    "rocketchat": "RocketChatInput",
    "slack": "SlackInput",
    "socketio": "SocketIOInput",
    "telegram": "TelegramInput",
    "twilio": "TwilioInput",
    "twilio_voice": "TwilioVoiceInput",
    "webexteams": "WebexTeamsInput",
}

stand_in({f"rasa.core.channels.{module}": (channel,) for module, channel in CHANNELS.items()})
stand_in(
    {
        # the archive names it as a step of the training
        "rasa.graph_components.validators.default_recipe_validator": ("DefaultV1RecipeValidator",),
        "rasa.nlu.test": ("CVEvaluationResult", "EntityEvaluationResult", "evaluate_entities"),
        "rasa.utils.tensorflow.model_data": (
            "Data",
            "FeatureArray",
            "FeatureSignature",
            "RasaModelData",
            "ragged_array_to_ndarray",
        ),
    }
)

import nlu.core.without_tensorflow  # noqa: E402, F401  imports rasa, hence last
