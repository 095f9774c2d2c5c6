/* evidence-map: buttons that copy a text */
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (location.protocol !== "file:") {
    text.value = text.value.replace(`Page: ${text.dataset.page}`, `Page: ${location.href.split("#")[0]}`);
  }
  button.hidden = false;
  button.onclick = () => {
    text.select();
    const done = document.execCommand("copy");
    button.nextElementSibling.textContent = done ? "Copied." : "Selected: copy it with the keyboard.";
  };
}
