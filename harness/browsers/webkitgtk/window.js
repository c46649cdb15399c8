#!/usr/bin/env gjs
// A WebKitGTK browser window in a few lines: what MiniBrowser is, but with a cache and a cookie store of its own, which
// MiniBrowser's automation session lacks. Runs under gjs.
//   window.js --version                        prints the versions of WebKitGTK and libsoup as JSON
//   window.js '{"folder", "proxy", ...}'       under WebKitWebDriver: waits for the driver
//   window.js '{..., "url"}'                   without automation: opens the address
imports.gi.versions.Gtk = '3.0';
imports.gi.versions.WebKit2 = '4.1';
imports.gi.versions.Soup = '3.0';
const { Gio, Gtk, WebKit2, Soup } = imports.gi;

if (ARGV[0] === '--version') {
  print(
    JSON.stringify({
      webkit: `${WebKit2.get_major_version()}.${WebKit2.get_minor_version()}.${WebKit2.get_micro_version()}`,
      libsoup: `${Soup.get_major_version()}.${Soup.get_minor_version()}.${Soup.get_micro_version()}`,
    }),
  );
} else {
  Gtk.init(null);
  const settings = JSON.parse(ARGV[0]);
  // Whoever listens there sees this connection close when the program ends, however it ends.
  globalThis.lifeline = settings.lifeline && new Gio.SocketClient().connect(Gio.UnixSocketAddress.new(settings.lifeline), null);
  const data = new WebKit2.WebsiteDataManager({
    base_data_directory: `${settings.folder}/data`,
    base_cache_directory: `${settings.folder}/cache`,
  });
  data.set_network_proxy_settings(
    WebKit2.NetworkProxyMode.CUSTOM,
    WebKit2.NetworkProxySettings.new(settings.proxy, settings.direct ?? null),
  );
  if (settings.url !== undefined) data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE);
  // WebKitGTK leaves it to the program whether cookies with a lifetime outlive it; browsers made with it keep them.
  data.get_cookie_manager().set_persistent_storage(`${settings.folder}/data/cookies.sqlite`, WebKit2.CookiePersistentStorage.SQLITE);
  if (settings.cookies !== undefined) {
    const policies = {
      always: WebKit2.CookieAcceptPolicy.ALWAYS,
      never: WebKit2.CookieAcceptPolicy.NEVER,
      'no-third-party': WebKit2.CookieAcceptPolicy.NO_THIRD_PARTY,
    };
    data.get_cookie_manager().set_accept_policy(policies[settings.cookies]);
  }
  if (globalThis.lifeline) obey();

  // Does what the lifeline says, a line at a time, and answers each with a line.
  function obey() {
    const deeds = {
      'forget-cookies': (done) =>
        data.clear(WebKit2.WebsiteDataTypes.COOKIES, 0, null, (_data, result) => {
          data.clear_finish(result);
          done();
        }),
    };
    const lines = new Gio.DataInputStream({ base_stream: lifeline.get_input_stream() });
    const next = () =>
      lines.read_line_async(0, null, (_lines, result) => {
        const [deed] = lines.read_line_finish_utf8(result);
        if (deed === null) return;
        deeds[deed](() => {
          lifeline.get_output_stream().write('done\n', null);
          next();
        });
      });
    next();
  }

  const context = new WebKit2.WebContext({ website_data_manager: data });
  if (settings.cacheModel === 'document-viewer') context.set_cache_model(WebKit2.CacheModel.DOCUMENT_VIEWER);

  function openView(properties) {
    const view = new WebKit2.WebView({ web_context: context, ...properties });
    if (settings.pageCache !== undefined) view.get_settings().enable_page_cache = settings.pageCache;
    const window = new Gtk.Window({ default_width: 900, default_height: 700 });
    window.add(view);
    view.connect('close', () => window.destroy());
    // What window.open() asks for: a related view, in the same automation session as its opener.
    view.connect('create', () =>
      openView({ related_view: view, is_controlled_by_automation: properties.is_controlled_by_automation ?? false }),
    );
    window.show_all();
    return view;
  }

  if (settings.url === undefined) {
    context.set_automation_allowed(true);
    context.connect('automation-started', (_context, session) => {
      session.set_application_info(
        (() => {
          const info = new WebKit2.ApplicationInfo();
          info.set_name('Originwatch');
          info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version());
          return info;
        })(),
      );
      session.connect('create-web-view', () => openView({ is_controlled_by_automation: true }));
    });
  } else {
    openView({}).load_uri(settings.url);
  }
  Gtk.main();
}
