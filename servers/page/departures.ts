import { place } from './element.ts';

/** Every way in which script on a page takes its own window to `url`. */
export const departures: Readonly<Record<string, (url: string) => void>> = {
  'link-click': (url) => place('a', { href: url }).click(),
  'link-click-noreferrer': (url) => place('a', { href: url, rel: 'noreferrer' }).click(),
  'location-assign': (url) => location.assign(url),
  'location-replace': (url) => location.replace(url),
  'location-href': (url) => {
    location.href = url;
  },
  'form-get': (url) => submit(url, 'get'),
  'form-post': (url) => submit(url, 'post'),
  'form-post-multipart': (url) => submit(url, 'post', 'multipart/form-data'),
  'form-post-text': (url) => submit(url, 'post', 'text/plain'),
  'meta-refresh': (url) => {
    place('meta', { 'http-equiv': 'refresh', content: `0;url=${url}` }, document.head);
  },
};

function submit(url: string, method: 'get' | 'post', enctype?: string): void {
  const form = place('form', { action: url, method, enctype });
  place('input', { name: 'q', value: '1' }, form);
  form.submit();
}
