// A person with Element's own encryption (matrix-js-sdk and its rust library): commands as JSON lines in, events out.
// Start: node element.mjs HOMESERVER USER PASSWORD STRICT; STRICT=1 excludes devices that their owner did not sign.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.ELEMENT_HOME + "/");
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const sdk = await load("matrix-js-sdk");
const { OnlySignedDevicesIsolationMode } = await load("matrix-js-sdk/lib/crypto-api/index.js");
const { logger } = await load("matrix-js-sdk/lib/logger.js");
logger.setLevel?.("silent");
for (const name of ["log", "info", "warn", "error", "debug", "trace"]) console[name] = () => {};

const [, , baseUrl, user, password, strict] = process.argv;
const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const login = await sdk.createClient({ baseUrl }).loginRequest({
  type: "m.login.password", identifier: { type: "m.id.user", user }, password,
});
const client = sdk.createClient({
  baseUrl, userId: login.user_id, deviceId: login.device_id, accessToken: login.access_token, logger,
});
await client.initRustCrypto({ useIndexedDB: false });
const crypto = client.getCrypto();
const auth = { type: "m.login.password", identifier: { type: "m.id.user", user: login.user_id }, password };
await crypto.bootstrapCrossSigning({
  setupNewCrossSigning: true, authUploadDeviceSigningKeys: async (request) => request(auth),
});
if (strict === "1") crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());

async function show(event) {
  const kind = event.getType();
  if (kind !== "m.room.message" && kind !== "m.room.encrypted") return;
  const shield = event.isEncrypted() && !event.isDecryptionFailure()
    ? await crypto.getEncryptionInfoForEvent(event) : null;
  tell({
    event: event.getId(), room: event.getRoomId(), sender: event.getSender(), encrypted: event.isEncrypted(),
    failed: event.isDecryptionFailure() ? event.decryptionFailureReason : null,
    body: event.getContent().body ?? "", shield: shield?.shieldColour ?? null,
  });
}
client.on("Room.timeline", (event) => {
  if (event.getType() !== "m.room.encrypted" || event.isDecryptionFailure()) show(event);
});
client.on("Event.decrypted", show);
client.on("RoomMember.membership", (_, member) =>
  tell({ member: member.userId, room: member.roomId, membership: member.membership }));
await client.startClient();
await new Promise((done) => client.on("sync", (state) => state === "PREPARED" && done()));
tell({ ready: login.user_id });

const doing = {
  room: async ({ invite }) => {
    const made = await client.createRoom({
      invite, is_direct: true,
      initial_state: [{ type: "m.room.encryption", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    });
    tell({ made: made.room_id });
  },
  say: async ({ room, text }) => { await client.sendTextMessage(room, text); },
};
createInterface({ input: process.stdin }).on("line", async (line) => {
  const order = JSON.parse(line);
  try { await doing[order.do](order); } catch (error) { tell({ error: String(error) }); }
}).on("close", () => process.exit(0));
