// Asks the device for a passkey, or makes one, and sends the answer with the form that the button stands in.
// Without script, or on a device that knows no passkeys, the button stays hidden and the form works as it is.
// Expects: <form method="post" data-passkey="get or create" data-send="/where/it/goes/" and one of
//                data-ask="/gives/options/as/json/" data-options="id of a JSON script element">
//            <input type="hidden" name="credential">
//            <button type="button" data-passkey-start hidden>…</button> <output data-passkey-says data-failed="…"></output>
//          </form>
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

async function options(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${form.dataset.ask}: ${answer.status}`);
  return answer.json();
}

function prepared({ publicKey }) {
  const known = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));
  const wanted = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (wanted.user) {
    wanted.user = { ...wanted.user, id: bytes(wanted.user.id) };
    wanted.excludeCredentials = known(wanted.excludeCredentials);
    // It stands in for a password, so it must know whose it is and ask for a finger, a face or a PIN.
    wanted.authenticatorSelection = { ...wanted.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  } else {
    wanted.allowCredentials = known(wanted.allowCredentials);
  }
  return { publicKey: wanted };
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function start(form) {
  const says = form.querySelector("[data-passkey-says]");
  says.textContent = "";
  try {
    const asked = await options(form);
    const wanted = prepared(asked.request_options ?? asked.creation_options);
    const credential = await navigator.credentials[form.dataset.passkey](wanted);
    form.elements.credential.value = JSON.stringify(told(credential));
    form.action = form.dataset.send;
    form.submit();
  } catch (error) {
    console.error(error);
    says.textContent = says.dataset.failed;
  }
}

if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey-start]")) {
    button.hidden = false;
    button.addEventListener("click", () => start(button.form));
  }
}
