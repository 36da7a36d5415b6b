// Passkeys: the device asks its owner for a finger, a face or a PIN, and the form sends what it answers. A passkey belongs to
// the host of the public address; under another name of this node, and in a browser that has none, the form stays hidden.
(() => {
  'use strict';
  const form = document.querySelector('form[data-passkey]');
  const makes = form && form.dataset.passkey === 'create';
  if (!form || !window.PublicKeyCredential || !PublicKeyCredential.parseRequestOptionsFromJSON
    || location.hostname !== form.dataset.host) return;
  const failed = document.querySelector('[data-passkey-failed]');
  const missing = document.querySelector('[data-passkey-missing]');
  if (missing) missing.hidden = true;
  form.hidden = false;
  const options = JSON.parse(form.dataset.options);
  const ask = () => makes
    ? navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)})
    : navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)});
  form.querySelector('button').addEventListener('click', async event => {
    const button = event.currentTarget;
    button.disabled = true;
    if (failed) failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify((await ask()).toJSON());
      form.submit();
    } catch {
      // The owner has said no, or the device has no passkey for this host.
      if (failed) failed.hidden = false;
      button.disabled = false;
    }
  });
})();
