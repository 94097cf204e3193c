"""The methods of the Bot API that a bot like ours may call, with the refusals of the official server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from emulator.world import ApiError, Json, World

MOST_TEXT, MOST_DATA, MOST_FETCHED = 4096, 64, 20 * 1024 * 1024
Uploads = dict[str, tuple[str, bytes]]
Method = Callable[[World, Json, Uploads], Any]


def get_me(world: World, _params: Json, _uploads: Uploads) -> Json:
    return world.me


def send_message(world: World, params: Json, _uploads: Uploads) -> Json:
    chat = _open_chat(world, params)
    text = str(params.get("text", ""))
    _check_text(text, params.get("entities") or [])
    content: Json = {"text": text}
    if params.get("entities"):
        content["entities"] = params["entities"]
    return _sent(world, chat, params, **content)


def send_document(world: World, params: Json, uploads: Uploads) -> Json:
    chat = _open_chat(world, params)
    return _sent(world, chat, params, document=_document(world, *uploads["document"]))


def send_media_group(world: World, params: Json, uploads: Uploads) -> list[Json]:
    chat = _open_chat(world, params)
    media = params["media"]
    if not 2 <= len(media) <= 10:
        raise ApiError(400, "Bad Request: group of media must have from 2 to 10 items")
    group = world.fresh_id("album")
    names = [item["media"].removeprefix("attach://") for item in media]
    documents = [_document(world, *uploads[name]) for name in names]
    return [_sent(world, chat, params, document=document, media_group_id=group) for document in documents]


def edit_message_text(world: World, params: Json, _uploads: Uploads) -> Json:
    message = _own_message(world, params)
    _check_text(params["text"], params.get("entities") or [])
    return _edited(message, {"text": params["text"], "entities": params.get("entities")}, params)


def edit_message_reply_markup(world: World, params: Json, _uploads: Uploads) -> Json:
    return _edited(_own_message(world, params), {}, params)


def answer_callback_query(world: World, params: Json, _uploads: Uploads) -> bool:
    if params["callback_query_id"] not in world.open_queries:
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    world.open_queries.discard(params["callback_query_id"])
    world.toasts[params["callback_query_id"]] = params.get("text", "")
    return True


def get_file(world: World, params: Json, _uploads: Uploads) -> Json:
    if params["file_id"] not in world.files:
        raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    _name, content = world.files[params["file_id"]]
    if len(content) > MOST_FETCHED:
        raise ApiError(400, "Bad Request: file is too big")
    found = {"file_id": params["file_id"], "file_unique_id": f"u{params['file_id']}", "file_size": len(content)}
    return {**found, "file_path": f"documents/{params['file_id']}"}


def set_my_commands(world: World, params: Json, _uploads: Uploads) -> bool:
    world.commands[(params.get("scope") or {"type": "default"})["type"]] = params["commands"]
    return True


def send_chat_action(world: World, params: Json, _uploads: Uploads) -> bool:
    _open_chat(world, params)
    return True


def delete_webhook(_world: World, _params: Json, _uploads: Uploads) -> bool:
    return True


def get_webhook_info(_world: World, _params: Json, _uploads: Uploads) -> Json:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "sendChatAction": send_chat_action,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


def _open_chat(world: World, params: Json) -> int:
    chat = int(params["chat_id"])
    if chat in world.migrated:
        raise ApiError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=world.migrated[chat],
        )
    if chat not in world.chats:
        raise ApiError(400, "Bad Request: chat not found")
    if chat in world.closed:
        raise ApiError(403, world.closed[chat])
    if world.flooding(chat):
        raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
    return chat


def _sent(world: World, chat: int, params: Json, **content: Any) -> Json:
    _check_buttons(params)
    if params.get("reply_markup"):
        content["reply_markup"] = params["reply_markup"]
    if params.get("message_thread_id"):
        content |= {"message_thread_id": int(params["message_thread_id"]), "is_topic_message": True}
    return world.message(chat, world.bot_user(), **content)


def _edited(message: Json, changes: Json, params: Json) -> Json:
    _check_buttons(params)
    wanted = {**message, **changes, "reply_markup": params.get("reply_markup")}
    tidy = {name: value for name, value in wanted.items() if value}
    if tidy == message:
        raise ApiError(
            400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the "
            "same as a current content and reply markup of the message",
        )
    message.clear()
    message.update(tidy)
    return message


def _own_message(world: World, params: Json) -> Json:
    message = world.messages.get((int(params["chat_id"]), int(params["message_id"])))
    if message is None:
        raise ApiError(400, "Bad Request: message to edit not found")
    if message.get("from", {}).get("id") != world.me["id"]:
        raise ApiError(400, "Bad Request: message can't be edited")
    return message


def _document(world: World, name: str, content: bytes) -> Json:
    file_id = world.fresh_id("file")
    world.files[file_id] = (name, content)
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": name, "file_size": len(content)}


def _check_text(text: str, entities: list[Json]) -> None:
    units = len(text.encode("utf-16-le")) // 2
    if not text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    if units > MOST_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 1 or entity["offset"] + entity["length"] > units:
            raise ApiError(400, f"Bad Request: entity {entity} lies outside the text")
    if len(entities) > 100:
        raise ApiError(400, "Bad Request: more than 100 entities (the real server drops them silently)")


def _check_buttons(params: Json) -> None:
    for row in (params.get("reply_markup") or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
            if not 1 <= len(button.get("callback_data", "").encode()) <= MOST_DATA:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
