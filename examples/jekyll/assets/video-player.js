// Turns each link to a video into a button that plays it here. Nothing comes from YouTube before the click.
for (const link of document.querySelectorAll('a.video-player')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'video-player';
  button.append(...link.childNodes);
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    frame.className = 'video-player';
    frame.src = `https://www.youtube-nocookie.com/embed/${link.dataset.video}?autoplay=1`;
    frame.title = link.dataset.title;
    frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
    // YouTube plays only for sites that say who they are.
    frame.referrerPolicy = 'strict-origin-when-cross-origin';
    button.replaceWith(frame);
    frame.focus();
  });
  link.replaceWith(button);
}
