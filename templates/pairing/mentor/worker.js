// What mentors' pages need to open without connection; the addresses change with every release, and this file with them.
const SHELL = [{% for address in shell %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
importScripts("{{ logic|escapejs }}");
