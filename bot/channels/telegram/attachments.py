"""Which kind of attachment each of Telegram's message types is for us; what is not named here is a service message."""

from __future__ import annotations

from telegram.constants import MessageType

ATTACHMENTS = {
    MessageType.VOICE: "voice",
    MessageType.AUDIO: "voice",
    MessageType.PHOTO: "photo",
    MessageType.LIVE_PHOTO: "photo",
    MessageType.STICKER: "sticker",
    MessageType.ANIMATION: "sticker",
    MessageType.DICE: "sticker",
    MessageType.LOCATION: "location",
    MessageType.VENUE: "location",
    MessageType.CONTACT: "contact",
    MessageType.VIDEO: "video",
    MessageType.VIDEO_NOTE: "video",
    MessageType.POLL: "poll",
    MessageType.GAME: "other",
    MessageType.INVOICE: "other",
    MessageType.STORY: "other",
    MessageType.CHECKLIST: "other",
    MessageType.PAID_MEDIA: "other",
    MessageType.GIVEAWAY: "other",
}
