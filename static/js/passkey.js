// Forms with data-passkey: before they are sent, the browser asks for the person's passkey.
//   data-passkey="create" | "get"
//   data-passkey-options: id of the JSON the server wrote for it, or data-passkey-ask: where it is
//   fetched from at the press of the button.
// The answer goes into the field "credential". webauthn-json.js (allauth) translates the bytes.

const make = {
  create: ({ creation_options: options }) => {
    // Every passkey of ours signs in by itself: it lives on the device and checks its owner.
    options.publicKey.authenticatorSelection = {
      ...options.publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return globalThis.webauthnJSON.create(options);
  },
  get: ({ request_options: options }) => globalThis.webauthnJSON.get(options),
};

async function options(form) {
  const { passkeyOptions, passkeyAsk } = form.dataset;
  if (passkeyOptions) return JSON.parse(document.getElementById(passkeyOptions).textContent);
  const answer = await fetch(passkeyAsk, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function send(form) {
  const trouble = form.querySelector("[data-passkey-trouble]");
  trouble.hidden = true;
  try {
    const credential = await make[form.dataset.passkey](await options(form));
    form.elements.namedItem("credential").value = JSON.stringify(credential);
    form.submit();
  } catch {
    // Refused, timed out, or no passkey for this address: the person has other ways.
    trouble.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  // On the sign-in page the button comes only where the browser knows passkeys.
  form.hidden = form.hidden && !globalThis.webauthnJSON.supported();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
