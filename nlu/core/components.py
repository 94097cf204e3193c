"""What of Rasa is used: importing a component registers it; our own are named in config.yml by their path."""

from rasa.core.policies.rule_policy import RulePolicy
from rasa.nlu.extractors.entity_synonyms import EntitySynonymMapper
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer

DEFAULT_COMPONENTS = [EntitySynonymMapper, RulePolicy, WhitespaceTokenizer]
