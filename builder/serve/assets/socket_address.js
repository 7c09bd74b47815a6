// livereload.js reads where to connect from the address of its script element. Behind a forwarded port or a proxy
// only the browser knows that. Changing the address of an element whose script has run loads nothing.
document.currentScript.src = "/livereload.js?host=" + location.hostname
  + "&port=" + (location.port || (location.protocol === "https:" ? 443 : 80));
