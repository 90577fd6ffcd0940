<?php
// php install.php SITE PORT: the tables of WordPress, one user for each role, and their application passwords as JSON.
[, $site, $port] = $argv;
$_SERVER += ['HTTP_HOST' => "127.0.0.1:$port", 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1'];
define('WP_INSTALLING', true);
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification() {}  // no mail
wp_install('Situs Uji', 'admin', 'admin@example.test', false, '', 'admin-pw', 'en_US');
update_option('timezone_string', 'Asia/Jakarta');
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->set_permalink_structure('/%postname%/');
flush_rewrite_rules();
$secrets = [];
foreach (['admin' => 'administrator', 'editor' => 'editor', 'author' => 'author', 'contributor' => 'contributor', 'subscriber' => 'subscriber'] as $name => $role) {
    $user = get_user_by('login', $name);
    $id = $user ? $user->ID : wp_insert_user(['user_login' => $name, 'user_pass' => "$name-pw", 'user_email' => "$name@example.test", 'role' => $role, 'display_name' => ucfirst($name)]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'redaksi']);
    $secrets[$name] = WP_Application_Passwords::chunk_password($password);
}
echo json_encode(['version' => get_bloginfo('version'), 'secrets' => $secrets]), "\n";
