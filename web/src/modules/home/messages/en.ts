export const messages = {
  morning: 'Good morning, {{name}}',
  afternoon: 'Good afternoon, {{name}}',
  evening: 'Good evening, {{name}}',

  tasks: {
    overdue: 'Overdue',
    today: 'Due today',
    waiting: 'Waiting for you',
    new: 'New for you',
    recent: 'Recently changed',
    all: 'All my tasks',
    allWaiting: 'All that is waiting',
    clear: 'Nothing is due today',
    clearText: 'What is overdue, due today or newly given to you will stand here.',
    noRecent: 'Tasks that you take part in will stand here.',
  },

  unread: {
    title: 'Unread',
    none: 'You have read everything.',
    all: 'All notifications',
  },
};
